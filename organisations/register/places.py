"""Comparing the visiting addresses of the register with the locations of a page."""

from dataclasses import dataclass, field
from typing import Any

from organisations.geo.municipalities import municipality_of
from organisations.geo.points import format_point
from organisations.models import Location, Precision
from organisations.register.records import Place

# How good a point is. One that a person put on the map is never replaced.
RANK = {
    Precision.UNKNOWN: 0,
    Precision.POSTCODE4: 1,
    Precision.POSTCODE6: 2,
    Precision.ADDRESS: 3,
    Precision.PLACED: 4,
}
# What makes a location of the register one of the editors.
HANDED_OVER = {"source": Location.Source.EDITOR.value, "register_address": ""}


@dataclass(slots=True)
class PlaceChanges:
    """What has to happen to the locations of one page. Keys are ids of locations."""

    create: list[dict[str, Any]] = field(default_factory=list)
    update: dict[int, dict[str, Any]] = field(default_factory=dict)
    delete: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.create or self.update or self.delete)


def fields_of(place: Place) -> dict[str, Any]:
    """A place as the fields of a location, which finds what is missing itself (`Location.derive`)."""
    return {
        "street": place.street,
        "house_number": place.house_number,
        "postcode": place.postcode,
        "city": place.city,
        "municipality": "",
        "province": place.province,
        "point": format_point(place.point) if place.point else "",
        "precision": place.precision.value,
        "register_address": place.address,
    }


def compare_places(places: tuple[Place, ...], stored: list[dict[str, Any]]) -> PlaceChanges:
    """What differs. An address that an editor changed stays, and is the editor's from then on."""
    changes = PlaceChanges()
    wanted = {place.address: place for place in places}
    written_by_hand = {
        stored_address(row) for row in stored if row["source"] == Location.Source.EDITOR
    }
    gone: list[dict[str, Any]] = []
    for row in stored:
        if row["source"] != Location.Source.REGISTER:
            continue
        place = wanted.pop(row["register_address"], None)
        edited = stored_address(row) != row["register_address"]
        if place is None and edited:
            changes.update[row["pk"]] = dict(HANDED_OVER)
        elif place is None:
            gone.append(row)
        elif not edited and (better := _better(row, fields_of(place))):
            changes.update[row["pk"]] = better
    for address, place in wanted.items():
        if address in written_by_hand:
            continue
        fields = fields_of(place)
        if gone:
            changes.update[gone.pop(0)["pk"]] = fields
        else:
            changes.create.append(
                {**fields, "label": place.label, "source": Location.Source.REGISTER.value}
            )
    changes.delete = [row["pk"] for row in gone]
    return changes


def stored_address(row: dict[str, Any]) -> str:
    """The address of a stored location in the form of `Place.address`."""
    return "|".join(row[name] for name in ("street", "house_number", "postcode", "city"))


def _better(row: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """A region where there was none, a point that is more precise than the stored one."""
    province = row["province"] or fields["province"]
    regions = {"province": province, "municipality": municipality_of(fields["city"], province)}
    better = {name: value for name, value in regions.items() if value and not row[name]}
    if RANK[Precision(fields["precision"])] > RANK[Precision(row["precision"])]:
        better |= {"point": fields["point"], "precision": fields["precision"]}
    return better
