"""From when until when somebody is away, and who takes over: on the account page, and for admins."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.models import User
from organisations.models import Absence
from organisations.roles.absences import (
    absence_of,
    arrange,
    check,
    possible_deputies,
    withdraw,
)


class Day(forms.DateInput):
    """The browser's own date field: in the words of the reader, and usable with a keyboard."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DeputyField(forms.ModelChoiceField):
    """A moderator, by name and address: two people may have one name."""

    def label_from_instance(self, obj: User) -> str:
        """Name and address."""
        name = obj.get_full_name()
        return f"{name} ({obj.email})" if name else obj.email


class AbsenceForm(forms.Form):
    """All three fields, or none: then what was arranged is called off."""

    starts_on = forms.DateField(
        label=gettext_lazy("Eerste dag afwezig"), required=False, widget=Day
    )
    ends_on = forms.DateField(label=gettext_lazy("Laatste dag afwezig"), required=False, widget=Day)
    deputy = DeputyField(
        label=gettext_lazy("Vervanger"),
        required=False,
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Niemand"),
        help_text=gettext_lazy(
            "Een andere moderator. Die krijgt in deze dagen uw mail en beoordeelt namens u; daarna "
            "niet meer. Maak de drie velden leeg als u toch niet afwezig bent."
        ),
        error_messages={"invalid_choice": gettext_lazy("Kies iemand anders die moderator is.")},
    )

    def __init__(self, *args: Any, person: User, by: User, **kwargs: Any) -> None:
        self.person, self.by = person, by
        self.absence: Absence | None = absence_of(person)
        if self.absence:
            kwargs["initial"] = {
                "starts_on": self.absence.starts_on,
                "ends_on": self.absence.ends_on,
                "deputy": self.absence.deputy_id,
            }
        super().__init__(*args, **kwargs)
        field: Any = self.fields["deputy"]
        field.queryset = possible_deputies(person)

    def clean(self) -> dict[str, Any]:
        """Name what is missing next to its field."""
        data = super().clean() or {}
        given = [name for name in self.fields if data.get(name)]
        for name in self.fields:
            if given and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Vul dit ook in, of maak alle drie de velden leeg."))
        if not given or self.errors or not self.has_changed():
            return data
        check(self.person, data["deputy"], data["starts_on"], data["ends_on"], by=self.by)
        return data

    def save(self) -> None:
        """Arrange it, change it, or call it off."""
        if not self.has_changed():
            return
        data = self.cleaned_data
        if data["deputy"]:
            arrange(self.person, data["deputy"], data["starts_on"], data["ends_on"], by=self.by)
        elif self.absence:
            withdraw(self.absence, by=self.by)
