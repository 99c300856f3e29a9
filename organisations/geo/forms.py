"""The form of one location in the edit form of its organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from organisations.geo.addresses import same_city
from organisations.geo.points import is_same_place, parse_point
from organisations.geo.widgets import AddressWidget

ADDRESS = ("street", "house_number", "postcode", "city")
# What makes a location worth keeping: one of these is filled.
CONTENT = ("label", *ADDRESS, "point")
PLACED = "placed"
POSTCODE4 = "postcode4"


class LocationForm(WagtailAdminModelForm):
    """Keeps point, precision and province in step with what the editor changed.

    The map sets the precision together with the point. Where it did not (script off, or another
    client), a point that moved alone was placed by hand, and a point whose address changed is no
    longer exact.
    """

    find = forms.CharField(
        label=_("Zoek een adres"),
        required=False,
        max_length=200,
        widget=AddressWidget(fields=(*ADDRESS, "municipality", "province")),
        help_text=_(
            "Typ straat, huisnummer en plaats, of postcode en huisnummer. "
            "De velden hieronder en de kaart vullen zichzelf in."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Check that there is something to keep, and put dependent fields right."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_deferred_validation and not any(
            self.data.get(self.add_prefix(name), "").strip() for name in CONTENT
        ):
            self.add_error(
                "find",
                _("Vul een adres in of zet de markering op de kaart. Of verwijder de locatie."),
            )
            return data
        if data.get("point") and not parse_point(data["point"]):
            # Garbage: the model refuses it, with a message. It may not be tidied away before.
            return data
        moved = not is_same_place(self.initial.get("point"), data.get("point"))
        readdressed = self._has_new_address(data)
        if moved and data.get("point"):
            told = "precision" in self.changed_data or (readdressed and data.get("precision"))
            if not told:
                data["precision"] = PLACED
        elif (
            readdressed
            and not moved
            and data.get("precision") != PLACED
            # What is no point at all stays as it was typed, for its field to refuse.
            and parse_point(data.get("point"))
        ):
            self._loosen(data)
        elsewhere = not same_city(self.initial.get("city") or "", data.get("city") or "")
        if elsewhere and "municipality" not in self.changed_data:
            data["municipality"] = ""
        dragged = moved and data.get("precision") == PLACED
        if (elsewhere or dragged) and "province" not in self.changed_data:
            data["province"] = ""
        return data

    def _has_new_address(self, data: dict[str, Any]) -> bool:
        """Whether this is another address, not just another spelling of it."""
        by_postcode = all(data.get(name) for name in ("postcode", "house_number"))
        names = ("postcode", "house_number") if by_postcode else ADDRESS
        return any(_plain(self.initial.get(name)) != _plain(data.get(name)) for name in names)

    def _loosen(self, data: dict[str, Any]) -> None:
        """The point belonged to the old address: by postcode if the area changed, else about here."""
        same_area = _plain(self.initial.get("postcode"))[:4] == _plain(data.get("postcode"))[:4]
        if data.get("postcode") and not same_area:
            data["point"] = ""
        elif data.get("point"):
            data["precision"] = POSTCODE4


def _plain(value: Any) -> str:
    return str(value or "").replace(" ", "").casefold()
