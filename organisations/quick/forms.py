"""The one screen on which a post is written: what is asked, and what is right."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from organisations.desk.waiting import below
from organisations.forms import KeyField, KeysField, TopicsWidget
from organisations.models import (
    ChangeProjectPage,
    Kind,
    Location,
    OrganisationPage,
    Phase,
    Topic,
)
from organisations.quick.places import LISTED, open_to, writable
from organisations.quick.text import as_paragraphs, first_sentence

LONGEST_TEXT = 20_000
# Nobody plans further ahead; a year such as 0202 or 9999 is a slip of the finger.
FURTHEST = datetime.timedelta(days=2 * 365)
KIND_HINTS = {
    Kind.UPDATE: _("Een paar zinnen. Een titel hoeft niet."),
    Kind.MESSAGE: _("Nieuws of een verhaal over uw werk."),
    Kind.PHOTOS: _("De foto's vertellen het verhaal."),
    Kind.INITIATIVE: _("Iets dat anderen kunnen overnemen."),
    Kind.NEED: _("Iets dat u zoekt. Blijft open tot u het vindt."),
    Kind.QUESTION: _("Iets dat u wilt weten. Blijft open tot er een antwoord is."),
}


class KindWidget(forms.RadioSelect):
    """Radio buttons that each say when to use that kind of post."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the hint to a choice."""
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": KIND_HINTS[value]}


class QuickPostForm(forms.Form):
    """A post in a few fields.

    Args:
        user: who writes.
        organisation: the one that is chosen before anything is typed, or None.
        strict: whether the post goes to a moderator, so that it must be complete.
    """

    organisation = KeyField(
        label=_("Organisatie"),
        queryset=OrganisationPage.objects.none(),
        error_messages={
            "required": _("Kies een organisatie."),
            "invalid_choice": _(
                "U kunt bij deze organisatie niet (meer) schrijven. Kies een andere organisatie."
            ),
        },
    )
    kind = forms.ChoiceField(
        label=_("Wat plaatst u?"),
        choices=[(kind.value, kind.label) for kind in KIND_HINTS],
        widget=KindWidget,
        initial=Kind.UPDATE,
        error_messages={
            "required": _("Kies wat u plaatst."),
            "invalid_choice": _("Kies een van de soorten in de lijst."),
        },
    )
    title = forms.CharField(label=_("Titel"), max_length=255, required=False)
    text = forms.CharField(
        label=_("Tekst"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    phase = forms.ChoiceField(
        label=_("Fase"),
        choices=[("", "—"), *Phase.choices],
        required=False,
        error_messages={"invalid_choice": _("Kies een fase uit de lijst.")},
    )
    topics = KeysField(
        label=_("Onderwerpen"),
        queryset=Topic.objects.all(),
        required=False,
        widget=TopicsWidget,
        error_messages={
            "invalid_choice": _("Dit onderwerp staat niet in de lijst. Kies een ander onderwerp."),
            "invalid_pk_value": _("Dit onderwerp staat niet in de lijst."),
        },
    )
    place = KeyField(
        label=_("Plaats"),
        queryset=Location.objects.all(),
        required=False,
        error_messages={"invalid_choice": _("Kies een van de locaties van de organisatie.")},
    )
    project = KeyField(
        label=_("Hoort bij traject (mag leeg)"),
        queryset=ChangeProjectPage.objects.defer_streamfields(),
        required=False,
        help_text=_("Het bericht staat dan ook op de bladzijde van dat verandertraject."),
        error_messages={"invalid_choice": _("Kies een van de trajecten van de organisatie.")},
    )
    go_live_at = forms.DateTimeField(
        label=_("Later op de site (mag leeg)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leeg: zodra de moderator akkoord is."),
        error_messages={"invalid": _("Kies een dag en een tijd.")},
    )

    def __init__(
        self,
        *args: Any,
        user: Any,
        organisation: OrganisationPage | None = None,
        strict: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.strict = strict
        field: Any = self.fields["organisation"]
        field.queryset = writable(user)
        listed = list(open_to(user)[: LISTED + 1])
        self.looks_up = len(listed) > LISTED
        if self.looks_up:
            listed = [organisation] if organisation else []
        self.organisations = listed
        field.widget.choices = [(one.pk, one.title) for one in listed]
        if self.looks_up or len(listed) == 1:
            field.widget = forms.HiddenInput()
        if listed:
            field.initial = (organisation or listed[0]).pk
        self._offer_places()
        self._offer_projects()

    def _offer_places(self) -> None:
        """Offer the locations of every organisation in the list; one query."""
        by_organisation: dict[int, list[Location]] = defaultdict(list)
        keys = [one.pk for one in self.organisations]
        for location in Location.objects.filter(page_id__in=keys).order_by("sort_order", "pk"):
            by_organisation[location.page_id].append(location)
        groups = self._offer("place", _("Geen plaats"), by_organisation)
        if len(self.organisations) == 1 and groups and len(groups[0][1]) == 1:
            self.fields["place"].initial = groups[0][1][0][0]
        self.has_places = bool(groups)

    def _offer_projects(self) -> None:
        """Offer the change projects of every organisation in the list; one query."""
        by_path = {one.path: one.pk for one in self.organisations}
        by_organisation: dict[int, list[ChangeProjectPage]] = defaultdict(list)
        projects = ChangeProjectPage.objects.filter(below(by_path)).defer_streamfields()
        for project in projects.order_by("title", "pk"):
            # Also that of a unit, which is offered only if the unit is in the list itself.
            if organisation := by_path.get(project.path[: -Page.steplen]):
                by_organisation[organisation].append(project)
        self.has_projects = bool(self._offer("project", _("Geen traject"), by_organisation))

    def _offer(
        self, name: str, none: Any, offered: Mapping[int, list[Any]]
    ) -> list[tuple[str, list[tuple[int, str]]]]:
        """Give a field choices by organisation, with its name above them if there are several."""
        field: Any = self.fields[name]
        groups = [
            (one.title, [(each.pk, str(each)) for each in offered[one.pk]])
            for one in self.organisations
            if offered[one.pk]
        ]
        is_one = len(self.organisations) == 1 and groups
        field.widget.choices = [("", none), *(groups[0][1] if is_one else groups)]
        return groups

    def clean_organisation(self) -> OrganisationPage:
        """An organisation that exists today."""
        organisation: OrganisationPage = self.cleaned_data["organisation"]
        if organisation.has_ended and organisation.ended_on:
            raise ValidationError(
                _(
                    "%(name)s is opgeheven op %(date)s. Daar kan geen bericht meer bij. "
                    "Kies een andere organisatie."
                ),
                code="ended",
                params={
                    "name": organisation.title,
                    "date": date_format(organisation.ended_on, "j F Y"),
                },
            )
        return organisation

    def clean_go_live_at(self) -> datetime.datetime | None:
        """A moment to come."""
        moment: datetime.datetime | None = self.cleaned_data["go_live_at"]
        now = timezone.now()
        if moment and not now < moment < now + FURTHEST:
            raise ValidationError(
                _("Kies een moment dat nog komt, binnen twee jaar. Of laat dit leeg."),
                code="moment",
            )
        return moment

    def clean(self) -> dict[str, Any]:
        """A title, or a short update that says it all; a place of the organisation itself."""
        data = super().clean() or {}
        kind, text = data.get("kind"), data.get("text", "")
        if "title" in data and not data["title"]:
            if kind == Kind.UPDATE and first_sentence(text):
                data["title"] = Truncator(first_sentence(text)).chars(80)
            else:
                message = (
                    _("Schrijf een tekst, of geef een titel.")
                    if kind == Kind.UPDATE
                    else _("Geef het bericht een titel: waar gaat het over?")
                )
                self.add_error("title", ValidationError(message, code="required"))
        if self.strict and "text" in data and not text and kind != Kind.PHOTOS:
            self.add_error("text", ValidationError(_("Schrijf een tekst."), code="required"))
        organisation, place = data.get("organisation"), data.get("place")
        if organisation and place and place.page_id != organisation.pk:
            self.add_error(
                "place",
                ValidationError(
                    _("Deze locatie hoort niet bij %(name)s. Kies een andere plaats."),
                    code="elsewhere",
                    params={"name": organisation.title},
                ),
            )
        project = data.get("project")
        if organisation and project and project.path[: -Page.steplen] != organisation.path:
            self.add_error(
                "project",
                ValidationError(
                    _("Dit traject hoort niet bij %(name)s. Kies een ander traject."),
                    code="elsewhere",
                    params={"name": organisation.title},
                ),
            )
        return data

    @property
    def parent(self) -> Page:
        """The page below which the post comes: the project that was chosen, else the organisation."""
        parent: Page = self.cleaned_data.get("project") or self.cleaned_data["organisation"]
        return parent

    def forgive(self) -> None:
        """Say nothing yet of what is wrong: the screen comes back only to add photos."""
        self._errors = ErrorDict()

    def values(self) -> dict[str, Any]:
        """What was filled in and is right, as fields of a post; topics are not among them."""
        data = self.cleaned_data
        return {
            "title": data.get("title", ""),
            "kind": data.get("kind") or Kind.UPDATE,
            "phase": data.get("phase", "") if data.get("kind") == Kind.INITIATIVE else "",
            "place": data.get("place"),
            "go_live_at": data.get("go_live_at"),
        }

    def text_blocks(self) -> list[dict[str, Any]]:
        """The text as blocks of a body, as they are stored."""
        html = as_paragraphs(self.cleaned_data.get("text", ""))
        return [{"type": "text", "value": html}] if html else []
