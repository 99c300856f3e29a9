"""From the organisations of the export to records: who comes in, below whom, with which places."""

from pathlib import Path

from organisations.models import OrganisationType
from organisations.register import kinds, values
from organisations.register.keys import own_key
from organisations.register.records import Place, Record, Remark, SourceData
from organisations.register.xml_source import Element, read_elements

VISITING_ADDRESS = "bezoekadres"
MINISTRY_PREFIX = "Ministerie van "


def read_xml(path: Path) -> SourceData:
    """Read and check a whole export. Raises SourceError when it is broken, hostile or another file."""
    data = SourceData()
    for element in read_elements(path):
        if not _is_ours(element) or _is_grouping(element):
            data.skipped += 1
            continue
        try:
            data.records.append(_record(element))
        except ValueError as error:
            name = values.clean_text(element.first("name"))
            data.rejected.append(Remark(element.line, name, str(error)))
    return data


def _kind(element: Element) -> tuple[bool, OrganisationType | None]:
    return kinds.find_kind(element.texts.get("type", []))


def _is_ours(element: Element) -> bool:
    """Whether a body is one of central government: by its type, and by what it is a part of."""
    known, kind = _kind(element)
    if not known:
        return False
    if element.parent is not None:
        return _is_ours(element.parent)
    return kind not in kinds.NEEDS_OWNER or bool(element.ministry)


def _is_grouping(element: Element) -> bool:
    _known, kind = _kind(element)
    return (
        kind in kinds.NEEDS_OWNER
        and values.clean_text(element.first("name")).casefold() in kinds.GROUPING_NAMES
    )


def _record(element: Element) -> Record:
    name = values.clean_text(element.first("name"))
    values.check_identity(element.register_id, element.tooi_uri, name)
    _known, kind = _kind(element)
    if kind is None and not name.startswith("Ministerie"):
        name = MINISTRY_PREFIX + name
    abbreviations = [
        text for text in map(values.clean_text, element.texts.get("abbreviation", [])) if text
    ]
    ministry, parent = _owners(element)
    return Record(
        line=element.line,
        key=_key(element),
        name=name,
        organisation_type=kind,
        abbreviation=abbreviations[0] if abbreviations else values.acronym_in(name),
        other_names=tuple(abbreviations[1:]),
        tooi_uri=element.tooi_uri,
        website=values.clean_website(element.first("website")),
        began_on=values.clean_date(element.first("began_on")),
        ended_on=values.clean_date(element.first("ended_on")),
        ministry="" if kind is None else ministry,
        parent="" if kind is None else parent,
        successor=element.next_version,
        places=tuple(_places(element)),
    )


def _key(element: Element) -> str:
    name = values.clean_text(element.first("name"))
    if not (element.register_id or element.tooi_uri) and element.parent is not None:
        # Units are often called the same ("Directie Communicatie"): their parent tells them apart.
        name = f"{values.clean_text(element.parent.first('name'))} {name}"
    return own_key(element.register_id, element.tooi_uri, name)


def _owners(element: Element) -> tuple[str, str]:
    """The ministry of a body, walking up where it names none, and the organisation it is a unit of."""
    ministry, parent, above = element.ministry, "", element.parent
    while above is not None:
        _known, kind = _kind(above)
        if kind is None:
            return ministry or _key(above), parent
        if not parent and not _is_grouping(above):
            parent = _key(above)
        ministry = ministry or above.ministry
        above = above.parent
    return ministry, parent


def _places(element: Element) -> list[Place]:
    places: dict[str, Place] = {}
    for address in element.addresses:
        if address.get("adresType", "").strip().casefold() != VISITING_ADDRESS:
            continue
        place = values.make_place(
            street=address.get("openbareRuimte", ""),
            house_number=address.get("huisnummer", ""),
            addition=address.get("toevoeging", ""),
            postcode=address.get("postcode", ""),
            city=address.get("woonplaats", ""),
            province=address.get("provincie", ""),
            label=address.get("toelichting", ""),
        )
        if place:
            places.setdefault(place.address, place)
    return list(places.values())
