"""The forms of answering: for who offers help, and for the organisation that asked."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.core.languages import is_spoken
from cms.core.mail.letters import one_line
from exchange.answers.organisations import Choices, organisation_choices
from exchange.forms import INPUT, AddressForm
from exchange.models import Comment

SELECT = "utrecht-select utrecht-select--html-select"
OWN, NONE, COMMENT = "eigen", "geen", "reactie-"


class NameSelect(forms.Select):
    """A choice among names, which say their language where the interface speaks another."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark all but the choice that is none yet."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value and not is_spoken(settings.LANGUAGE_CODE):
            option["attrs"]["lang"] = settings.LANGUAGE_CODE
        return option


def organisation_field(choices: Choices, **options: Any) -> forms.TypedChoiceField:
    """A choice among organisations by name; its value is the id of the page."""
    nothing_yet: Any = ("", _("Kies een organisatie"))
    return forms.TypedChoiceField(
        choices=[nothing_yet, *choices], coerce=int, empty_value=None, **options
    )


class HelpForm(AddressForm):
    """ "Wij kunnen helpen": which organisation, whom to ask for, and what with."""

    field_order = ["organisation", "name", "email", "message", "website"]

    name = forms.CharField(
        label=_("Uw naam"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": INPUT, "autocomplete": "name"}),
        error_messages={
            "required": _("Vul uw naam in."),
            "max_length": _("Deze naam is te lang. Gebruik ten hoogste 80 tekens."),
        },
    )
    message = forms.CharField(
        label=_("Waarmee kunt u helpen?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"class": INPUT, "rows": 6}),
        error_messages={
            "required": _("Schrijf waarmee u kunt helpen."),
            "max_length": _("Uw bericht is te lang. Gebruik ten hoogste 2.000 tekens."),
        },
    )

    def __init__(self, *args: Any, but_not: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = organisation_field(
            organisation_choices(but_not=but_not),
            label=_("Uw organisatie"),
            widget=NameSelect(attrs={"class": SELECT}),
            error_messages={
                "required": _("Kies uw organisatie."),
                "invalid_choice": _("Kies een organisatie uit de lijst."),
            },
        )
        self.order_fields(self.field_order)

    def clean_name(self) -> str:
        """One line: it goes into a mail."""
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Vul uw naam in."))
        return name

    def clean_message(self) -> str:
        """Something that can be read."""
        message = str(self.cleaned_data["message"])
        if not one_line(message):
            raise forms.ValidationError(_("Schrijf waarmee u kunt helpen."))
        return message

    def digest(self, page_id: int) -> str:
        """The same for the same offer, however often it is sent."""
        data = self.cleaned_data
        words = (page_id, data["organisation"], data["email"].lower(), data["message"])
        return hashlib.sha256("\0".join(map(str, words)).encode()).hexdigest()


class ClosingForm(forms.Form):
    """Which answer an organisation takes, and who helped."""

    answer = forms.ChoiceField(
        label=_("Wat is het antwoord?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat het antwoord is."),
            "invalid_choice": _("Deze reactie staat niet meer op de site. Kies een andere."),
        },
    )
    text = forms.CharField(
        label=_("Uw eigen antwoord"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Staat op de site onder de naam van uw organisatie, zodra u bewaart."),
        error_messages={
            "max_length": _("Uw antwoord is te lang. Gebruik ten hoogste 4.000 tekens.")
        },
    )
    helpers = forms.TypedMultipleChoiceField(
        label=_("Wie hielpen u?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Staat bij uw vraag, en op de pagina van die organisatie."),
        error_messages={"invalid_choice": _("Kies organisaties uit de lijst.")},
    )

    def __init__(
        self,
        *args: Any,
        comments: list[Comment],
        helpers: list[tuple[int, str]],
        organisations: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.comments = {f"{COMMENT}{comment.pk}": comment for comment in comments}
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            *((value, _label(comment)) for value, comment in self.comments.items()),
            (OWN, _("Een eigen antwoord")),
            (NONE, _("Geen antwoord: sluiten zonder antwoord")),
        ]
        self.fields["helpers"].choices = helpers  # type: ignore[attr-defined]
        if not helpers:
            del self.fields["helpers"]
        self.fields["another"] = organisation_field(
            organisations,
            label=_("Nog een organisatie die hielp"),
            required=False,
            error_messages={"invalid_choice": _("Kies een organisatie uit de lijst.")},
        )

    def clean(self) -> dict[str, Any]:
        """Own words need words."""
        data = super().clean() or {}
        if data.get("answer") == OWN and "text" in data and not one_line(data["text"]):
            self.add_error("text", _now("Schrijf uw antwoord, of kies iets anders."))
        return data

    @property
    def comment(self) -> Comment | None:
        """The comment that was chosen."""
        return self.comments.get(self.cleaned_data["answer"])

    @property
    def own_words(self) -> str:
        """The own answer, when that was chosen."""
        data = self.cleaned_data
        return str(data["text"]) if data["answer"] == OWN else ""

    @property
    def all_helpers(self) -> list[int]:
        """Everybody who helped."""
        data = self.cleaned_data
        return [*data.get("helpers", []), *filter(None, [data["another"]])]


def _label(comment: Comment) -> str:
    words = " ".join(comment.text.split())
    short = words if len(words) <= 160 else f"{words[:160].rstrip()}…"
    return _now("%(name)s: “%(words)s”") % {"name": comment.name, "words": short}
