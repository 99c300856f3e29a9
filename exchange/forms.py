"""The forms of a follower."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange.models import Following, Frequency, QuestionSort

INPUT = "utrecht-textbox utrecht-textbox--html-input"


class AddressForm(forms.Form):
    """An e-mail address, with a field that only machines fill in."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": INPUT, "autocomplete": "email"}),
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl."),
            "max_length": _("Dit adres is te lang om een e-mailadres te zijn."),
        },
    )
    website = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_by_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))


class FollowForm(AddressForm):
    """An address and how often."""

    frequency = forms.ChoiceField(
        label=_("Hoe vaak wilt u mail?"),
        choices=Frequency.choices,
        initial=Frequency.DAILY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies hoe vaak u mail wilt."),
            "invalid_choice": _("Kies hoe vaak u mail wilt."),
        },
    )


class FollowingForm(forms.Form):
    """How often for one following, or not any more."""

    frequency = forms.ChoiceField(
        label=_("Hoe vaak"),
        choices=Frequency.choices,
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
        error_messages={"invalid_choice": _("Kies een van de drie mogelijkheden.")},
    )
    stop = forms.BooleanField(
        label=_("Niet meer volgen"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "utrecht-checkbox"}),
    )

    def __init__(self, following: Following, data: Any = None) -> None:
        initial = {"frequency": following.frequency}
        super().__init__(data, prefix=str(following.pk), initial=initial)
        self.following = following
        if following.question.sort == QuestionSort.WEEK:
            self.fields["frequency"].choices = [  # type: ignore[attr-defined]
                (Frequency.WEEKLY, Frequency.WEEKLY.label)
            ]
