"""The blocks of a body and the states in which they are shown."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.core.models import CustomDocument
from home.patterns import samples
from home.patterns.pattern import State
from organisations.blocks import BodyBlock
from organisations.blocks.text import HeadingLevel, Tone
from organisations.geo.points import Point, format_point

THE_HAGUE = Point(latitude=52.07777, longitude=4.31764)
VIDEO = {
    "title": "Rondleiding",
    "file": None,
    "url": "https://voorbeeld.example/video",
    "poster": None,
    "captions": None,
    "transcript": "<p>Wij lopen door de hal.</p>",
}


def block_states() -> list[tuple[str, str, list[State]]]:
    """Name, label and states of every block; the context of a state is a body with that block."""
    stream = BodyBlock()
    return [
        (
            name,
            str(block.label),
            [
                State(title, {"body": stream.to_python([{"type": name, "value": value}])})
                for title, value in _values(name, block)
            ],
        )
        for name, block in stream.child_blocks.items()
    ]


def _values(name: str, block: Any) -> list[tuple[Any, Any]]:
    """The states of a block, with the value as it is stored."""
    if name in OWN_STATES:
        return OWN_STATES[name]()
    shown = block.get_prep_value(block.get_preview_value())
    if name == "callout":
        return [(tone.label, shown | {"tone": tone.value}) for tone in Tone]
    if name == "quote":
        return [(_("Met naam"), shown), (_("Zonder naam"), shown | {"name": "", "role": ""})]
    return [(_("Gewoon"), shown)]


def _headings() -> list[tuple[Any, Any]]:
    return [
        (level.label, {"text": "Wat wij leerden", "level": level.value}) for level in HeadingLevel
    ]


def _gallery() -> list[tuple[Any, Any]]:
    photos = _photos(4)
    return [(_("Vier foto's"), photos)] if photos else []


def _document() -> list[tuple[Any, Any]]:
    document = CustomDocument.objects.order_by("pk").first()
    return [(_("Gewoon"), {"document": document.pk, "text": ""})] if document else []


def _map() -> list[tuple[Any, Any]]:
    place = {"address": "Turfmarkt 147, Den Haag", "caption": "De ingang is links."}
    return [
        (_("Met plek"), place | {"point": format_point(THE_HAGUE)}),
        (_("Alleen adres"), place | {"point": ""}),
    ]


def _photos(number: int) -> list[dict[str, Any]]:
    """So many times a picture of the site, if it has any."""
    picture = samples.picture()
    if picture is None:
        return []
    described = {"image": picture.pk, "alt_text": "Een voorbeeld", "decorative": False}
    return [{"image": described, "caption": f"Foto {n + 1}"} for n in range(number)]


# Blocks whose example in the picker is not what the template gets, or that have more states.
OWN_STATES: dict[str, Callable[[], list[tuple[Any, Any]]]] = {
    "heading": _headings,
    "image": lambda: [(_("Met bijschrift"), photo) for photo in _photos(1)],
    "gallery": _gallery,
    "video": lambda: [(_("Elders, met uitgeschreven tekst"), VIDEO)],
    "document": _document,
    "map": _map,
}
