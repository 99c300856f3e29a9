"""What a mark on the map says: its words, its address and where it leads, ready for JSON."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.core.languages import is_spoken
from organisations.models import Location, Precision
from search.geometry import unproject
from search.map import MAX_ITEMS, Mark, Marks
from search.models import language_below
from search.places import INITIATIVE, NEED, PLACE, Selection


class LanguageMark(TypedDict):
    """The language of a name, where the interface speaks another; else empty."""

    lang: NotRequired[str]


def language_mark(language: str = settings.LANGUAGE_CODE) -> LanguageMark:
    """What JSON says of the language of a name."""
    return {} if is_spoken(language) else {"lang": language}


class Link(LanguageMark):
    """A title and the address it leads to."""

    title: str
    url: str


class MarkData(LanguageMark):
    """A mark as the browser gets it; every text is ready to be shown."""

    lat: float
    lng: float
    count: int
    kind: str
    layer: str
    word: str
    title: str
    address: str
    precision: str
    url: str
    approximate: bool
    items: list[Link]
    bounds: list[float] | None
    offset: tuple[int, int]


LAYER_NAMES = {PLACE: "place", NEED: "need", INITIATIVE: "initiative"}


def words_for(layer: int, count: int) -> str:
    """A number of things of one layer in words: "34 plekken"."""
    if layer == NEED:
        text = ngettext(
            "%(count)s open vraag of behoefte", "%(count)s open vragen en behoeften", count
        )
    elif layer == INITIATIVE:
        text = ngettext("%(count)s initiatief", "%(count)s initiatieven", count)
    else:
        text = ngettext("%(count)s plek", "%(count)s plekken", count)
    return text % {"count": count}


def summary(totals: Iterable[tuple[int, int]]) -> str:
    """Layers and their numbers as one phrase: "34 plekken, 2 initiatieven". Empty layers are left out."""
    return ", ".join(words_for(layer, count) for layer, count in totals if count)


def totals(marks: Marks) -> list[tuple[int, int]]:
    """The number in view for each layer."""
    return [(layer, marks.total(layer)) for layer in (PLACE, NEED, INITIATIVE)]


def page_links(ids: Iterable[int], request: HttpRequest | None) -> dict[int, Link]:
    """Title and address of pages by id, in one query."""
    return {
        page.pk: Link(
            title=page.title, url=page.get_url(request) or "", **language_mark(page.language)
        )
        for page in Page.objects.annotate(language=language_below())
        .filter(pk__in=ids)
        .only("title", "url_path")
    }


def mark_entries(selection: Selection, mark: Mark) -> list[int]:
    """The entries whose titles a mark shows: a cluster shows none."""
    if mark.kind == "cluster":
        return []
    if len(mark.units) > 1:
        most = 1 if mark.layer == PLACE else MAX_ITEMS
        found = [pk for unit in mark.units for pk in selection.entries_of(unit, most)]
        return found[:MAX_ITEMS]
    unit = mark.units[0]
    is_own = not selection.columns.is_post[selection.first[unit]]
    return selection.entries_of(unit, 1 if is_own else MAX_ITEMS)


def describe(marks: Marks, selection: Selection, request: HttpRequest | None) -> list[MarkData]:
    """All marks of an answer: two queries, however many marks."""
    entries = [mark_entries(selection, mark) for mark in marks.marks]
    links = page_links({pk for group in entries for pk in group}, request)
    columns = selection.columns
    places = [
        int(columns.locations[selection.first[mark.units[0]]]) if group else 0
        for mark, group in zip(marks.marks, entries, strict=True)
    ]
    locations = Location.objects.in_bulk({pk for pk in places if pk})
    return [
        mark_data(
            selection,
            mark,
            [links[pk] for pk in group if pk in links],
            locations.get(place),
        )
        for mark, group, place in zip(marks.marks, entries, places, strict=True)
    ]


def mark_data(
    selection: Selection, mark: Mark, items: list[Link], location: Location | None
) -> MarkData:
    """One mark in words."""
    latitude, longitude = unproject(mark.x, mark.y)
    data = MarkData(
        lat=round(latitude, 6),
        lng=round(longitude, 6),
        count=mark.count,
        kind=mark.kind,
        layer=LAYER_NAMES[mark.layer],
        word="",
        title=words_for(mark.layer, mark.count),
        address=location.address if location else "",
        precision=str(Precision(location.precision).label) if location else "",
        url="",
        approximate=mark.approximate,
        items=items,
        bounds=bounds_of(mark),
        offset=mark.offset,
    )
    if mark.kind == "cluster":
        data["word"] = _("Groep")
        data["precision"] = _("plek bij benadering") if mark.approximate else ""
    elif mark.kind == "building":
        describe_building(data, mark, location)
    else:
        describe_single(data, selection, mark, location)
    return data


def describe_building(data: MarkData, mark: Mark, location: Location | None) -> None:
    """Several units at one address: the mark opens the page of the building."""
    data["word"] = _("Gebouw")
    if location:
        data["title"] = location.street_line
        data.update(language_mark())
    data["url"] = location.get_building_url() if location else ""
    add_more(data, mark.count)


def describe_single(
    data: MarkData, selection: Selection, mark: Mark, location: Location | None
) -> None:
    """One location: its organisation, or the posts and projects that are placed there."""
    row = int(selection.first[mark.units[0]])
    size = int(selection.sizes[list(mark.units)].sum())
    is_post = bool(selection.columns.is_post[row])
    words = {
        PLACE: _("Organisatie"),
        NEED: _("Open vraag of behoefte"),
        INITIATIVE: _("Initiatief"),
    }
    some, only = selection.are_projects(mark.units)
    data["word"] = words[mark.layer]
    if mark.layer == PLACE and is_post:
        data["kind"] = "post"
        data["word"] = _("Verandertraject") if only else _("Bericht")
    if not is_post or size == 1:
        if data["items"]:
            data.update(data["items"][0])
        data["items"] = []
        return
    if mark.layer == PLACE:
        if only:
            title = ngettext("%(count)s verandertraject", "%(count)s verandertrajecten", size)
        elif some:
            title = _("%(count)s berichten en verandertrajecten")
        else:
            title = ngettext("%(count)s bericht", "%(count)s berichten", size)
        data["title"] = title % {"count": size}
    data["url"] = location.get_building_url() if location else ""
    add_more(data, size)


def add_more(data: MarkData, number: int) -> None:
    """Where not everything is named, a link to the rest."""
    more = number - len(data["items"])
    if more > 0 and data["url"]:
        data["items"].append(Link(title=_("Nog %(count)s") % {"count": more}, url=data["url"]))


def bounds_of(mark: Mark) -> list[float] | None:
    """West, south, east and north of what a mark holds; None when it is one point."""
    if mark.is_one_point:
        return None
    left, top, right, bottom = mark.extent
    north, west = unproject(left, top)
    south, east = unproject(right, bottom)
    return [round(west, 6), round(south, 6), round(east, 6), round(north, 6)]
