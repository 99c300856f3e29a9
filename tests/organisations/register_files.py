"""Makes small sources of the register: exports in XML and lists in CSV."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "https://organisaties.overheid.nl/static/schema/oo/export/2.7.1"
TOOI = "https://identifier.overheid.nl/tooi/id"
COLUMNS = (
    *("roo_id", "tooi_uri", "naam", "afkorting", "type", "ministerie_huidig", "parent_naam"),
    *("straat", "huisnummer", "toevoeging", "postcode", "plaats", "provincie"),
    *("lat", "lng", "coord_precisie", "website", "start", "eind"),
)


def visiting_address(
    street: str = "Turfmarkt",
    number: str = "147",
    postcode: str = "2511 DP",
    city: str = "Den Haag",
    kind: str = "Bezoekadres",
    **more: str,
) -> str:
    """An address of an organisation in the export."""
    fields = {
        "adresType": kind,
        "openbareRuimte": street,
        "huisnummer": number,
        "postcode": postcode,
        "woonplaats": city,
        **more,
    }
    return "<p:adres>" + "".join(_text(name, text) for name, text in fields.items()) + "</p:adres>"


def organisation(
    register_id: str,
    name: str,
    kind: str = "Agentschap",
    *,
    abbreviation: str = "",
    began: str = "",
    ended: str = "",
    ministry: str = "",
    website: str = "",
    addresses: str = "",
    tooi: str = "",
    following: str = "",
    inside: str = "",
    more: str = "",
) -> str:
    """An organisation of the export; `inside` are organisations nested in it."""
    parts = [
        _text("naam", name),
        _text("afkorting", abbreviation),
        _text("startDatum", began),
        _text("eindDatum", ended),
        f"<p:types>{_text('type', kind)}</p:types>",
        f"<p:adressen>{addresses}</p:adressen>" if addresses else "",
        "<p:contact><p:internetadressen><p:internetadres>"
        f"{_text('url', website)}</p:internetadres></p:internetadressen></p:contact>"
        if website
        else "",
        f'<p:relatieMetMinisterie p:systeemId="{ministry}">x</p:relatieMetMinisterie>'
        if ministry
        else "",
        f'<p:nextVersion p:systeemId="{following}">x</p:nextVersion>' if following else "",
        f"<p:organisaties>{inside}</p:organisaties>" if inside else "",
        more,
    ]
    attributes = f"p:systeemId={quoteattr(register_id)}"
    if tooi:
        attributes += f" p:resourceIdentifierTOOI={quoteattr(f'{TOOI}/{tooi}')}"
    return f"<p:organisatie {attributes}>{''.join(parts)}</p:organisatie>\n"


def ministry(register_id: str, name: str, abbreviation: str, **more: str) -> str:
    """A ministry of the export."""
    return organisation(register_id, name, "Ministerie", abbreviation=abbreviation, **more)


def export(path: Path, *organisations: str, before: str = "") -> str:
    """Write an export with these organisations; gives its path as a command takes it."""
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}'
        f'<p:overheidsorganisaties xmlns:p="{NAMESPACE}"><p:organisaties>\n'
        f"{''.join(organisations)}</p:organisaties></p:overheidsorganisaties>\n",
        encoding="utf-8",
    )
    return str(path)


def csv_row(**values: str) -> str:
    """A row of the list, with only what is given."""
    assert not values.keys() - set(COLUMNS)
    return ",".join(f'"{values.get(name, "")}"' for name in COLUMNS)


def csv_list(path: Path, *rows: str) -> str:
    """Write a list with these rows; gives its path as a command takes it."""
    path.write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return str(path)


def _text(name: str, text: str) -> str:
    return f"<p:{name}>{escape(text)}</p:{name}>" if text else ""
