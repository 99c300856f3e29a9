"""The forms of who writes, changes or reports a comment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange.comments.words import LineField, WordsField
from exchange.forms import INPUT, AddressForm
from exchange.models import Comment

TEXT_LENGTH = 4000
NAME_LENGTH = 80
TOO_LONG = _("Uw tekst is %(show_value)d tekens lang. Maak er hooguit %(limit_value)d van.")


def words_field(label: Any, length: int, *, empty: Any, rows: int = 6) -> WordsField:
    """A field for some paragraphs; the browser does not cut off, so that nothing typed is lost."""
    field = WordsField(
        label=label,
        max_length=length,
        widget=forms.Textarea(attrs={"class": INPUT, "rows": rows}),
        error_messages={"required": empty, "max_length": TOO_LONG},
    )
    field.widget.attrs.pop("maxlength", None)
    return field


def text_field() -> WordsField:
    """The words of a comment."""
    return words_field(_("Uw reactie"), TEXT_LENGTH, empty=_("Schrijf uw reactie."))


def name_field() -> LineField:
    """The name that stands above a comment."""
    return LineField(
        label=_("Uw naam"),
        max_length=NAME_LENGTH,
        help_text=_("Staat boven uw reactie."),
        widget=forms.TextInput(attrs={"class": INPUT, "autocomplete": "name"}),
        error_messages={
            "required": _("Vul uw naam in."),
            "max_length": _("Deze naam is te lang. Maak er hooguit %(limit_value)d tekens van."),
        },
    )


class CommentForm(AddressForm):
    """Name, address and words of a reader; `work` is filled in by script."""

    field_order = ["text", "name", "email", "website", "work"]
    text = text_field()
    name = name_field()
    work = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Komt niet op de site. U krijgt er mail over uw reactie."
        )


class ChangeForm(forms.ModelForm):
    """Name and words of a comment that its writer changes."""

    text = text_field()
    name = name_field()

    class Meta:
        model = Comment
        fields = ["text", "name"]


class ReportForm(forms.Form):
    """What is wrong with a comment."""

    text = words_field(
        _("Wat is er mis met deze reactie?"), 1000, empty=_("Schrijf wat er mis is."), rows=4
    )
    website = AddressForm.base_fields["website"]

    @property
    def is_by_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))
