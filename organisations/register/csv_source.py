"""Reading the bundled CSV: one row per organisation (data/README.md says where it comes from)."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from organisations.geo.points import Point
from organisations.geo.validators import is_in_kingdom
from organisations.models import Precision
from organisations.register import kinds, values
from organisations.register.keys import ministry_reference, own_key
from organisations.register.records import Place, Record, Remark, SourceData, SourceError

REQUIRED = {"roo_id", "tooi_uri", "naam", "afkorting", "type", "ministerie_huidig", "parent_naam"}
PRECISIONS = {
    "adres": Precision.ADDRESS,
    "postcode6": Precision.POSTCODE6,
    "postcode4-centroide": Precision.POSTCODE4,
}

Row = dict[str, str]


def read_csv(path: Path) -> SourceData:
    """Read and check a whole CSV. Raises SourceError when it is broken, cut off or another file."""
    data = SourceData()
    rows: list[tuple[int, Row]] = []
    for line, row in _rows(path):
        try:
            _check(row)
        except ValueError as error:
            data.rejected.append(Remark(line, values.clean_text(row["naam"]), str(error)))
            continue
        rows.append((line, row))
    keys = _keys_by_name(rows)
    for line, row in rows:
        try:
            data.records.append(_record(line, row, keys))
        except ValueError as error:
            data.rejected.append(Remark(line, values.clean_text(row["naam"]), str(error)))
    return data


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Rows with the line on which they start; the header is checked first."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            missing = REQUIRED - set(header)
            if missing:
                raise SourceError(
                    _("Dit is geen lijst met organisaties: de kolom %(column)s ontbreekt.")
                    % {"column": sorted(missing)[0]}
                )
            line = reader.line_num + 1
            for cells in reader:
                if cells:
                    if len(cells) != len(header):
                        raise SourceError(
                            _(
                                "Regel %(line)s heeft %(found)s kolommen in plaats van %(expected)s. "
                                "Is het bestand afgebroken?"
                            )
                            % {"line": line, "found": len(cells), "expected": len(header)}
                        )
                    yield line, dict(zip(header, cells, strict=True))
                line = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise SourceError(_("Het bestand is geen tekst in UTF-8.")) from error
    except csv.Error as error:
        raise SourceError(
            _("Het CSV-bestand is stuk bij regel %(line)s: %(error)s.")
            % {"line": reader.line_num, "error": error}
        ) from error


def _check(row: Row) -> None:
    """Raise ValueError when a row cannot be used at all."""
    name = values.clean_text(row["naam"])
    values.check_identity(row["roo_id"].strip(), row["tooi_uri"].strip(), name)
    known, _kind = kinds.find_kind([row["type"]])
    if not known:
        raise ValueError(_("Onbekend soort organisatie: “%(type)s”.") % {"type": row["type"][:40]})


def _keys_by_name(rows: Iterable[tuple[int, Row]]) -> dict[tuple[str, str], str]:
    """Keys of organisations by name, and by name within their ministry: to find a parent by."""
    keys: dict[tuple[str, str], str] = {}
    for _line, row in rows:
        if row["type"] != kinds.MINISTRY_TYPE:
            name = values.clean_text(row["naam"]).casefold()
            keys.setdefault(("", name), _key(row))
            keys.setdefault((row["ministerie_huidig"], name), _key(row))
    return keys


def _key(row: Row) -> str:
    return own_key(row["roo_id"].strip(), row["tooi_uri"].strip(), values.clean_text(row["naam"]))


def _record(line: int, row: Row, keys: dict[tuple[str, str], str]) -> Record:
    _known, kind = kinds.find_kind([row["type"]])
    name = values.clean_text(row["naam"])
    parent = values.clean_text(row["parent_naam"]).casefold()
    ministry = row["ministerie_huidig"].strip()
    return Record(
        line=line,
        key=_key(row),
        name=name,
        organisation_type=kind,
        abbreviation=values.clean_text(row["afkorting"]) or values.acronym_in(name),
        tooi_uri=row["tooi_uri"].strip(),
        website=values.clean_website(row.get("website")),
        began_on=values.clean_date(row.get("start")),
        ended_on=values.clean_date(row.get("eind")),
        ministry="" if kind is None else ministry_reference(ministry),
        parent=keys.get((ministry, parent)) or keys.get(("", parent), ""),
        places=_places(row),
    )


def _places(row: Row) -> tuple[Place, ...]:
    point = _point(row)
    place = values.make_place(
        street=row.get("straat", ""),
        house_number=row.get("huisnummer", ""),
        addition=row.get("toevoeging", ""),
        postcode=row.get("postcode", ""),
        city=row.get("plaats", ""),
        province=row.get("provincie", ""),
    )
    if place is None:
        return ()
    if point is None:
        return (place,)
    precision = PRECISIONS.get(row.get("coord_precisie", ""), Precision.POSTCODE4)
    return (replace(place, point=point, precision=precision),)


def _point(row: Row) -> Point | None:
    """The point of a row; None when it has none. Raises ValueError outside the Kingdom."""
    if not (row.get("lat") or row.get("lng")):
        return None
    try:
        point = Point(latitude=float(row["lat"]), longitude=float(row["lng"]))
    except ValueError:
        raise ValueError(_("De coördinaten zijn geen getallen.")) from None
    if not is_in_kingdom(point):
        raise ValueError(_("De coördinaten liggen buiten het Koninkrijk der Nederlanden."))
    return point
