"""Cleaning what the register gives: addresses, dates, websites, abbreviations."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from organisations.geo import addresses
from organisations.geo.provinces import normal_province
from organisations.geo.validators import validate_postcode
from organisations.register.records import Place

# The register writes a province as a TOOI URI that ends in its CBS code.
PROVINCES = {
    "pv20": "Groningen",
    "pv21": "Fryslân",
    "pv22": "Drenthe",
    "pv23": "Overijssel",
    "pv24": "Flevoland",
    "pv25": "Gelderland",
    "pv26": "Utrecht",
    "pv27": "Noord-Holland",
    "pv28": "Zuid-Holland",
    "pv29": "Zeeland",
    "pv30": "Noord-Brabant",
    "pv31": "Limburg",
}
MAX_NAME = 255
_REGISTER_ID = re.compile(r"[0-9A-Za-z_-]{1,40}", re.ASCII)
_TOOI_URI = re.compile(r"https://identifier\.overheid\.nl/[\w./-]{1,200}", re.ASCII)
_YEAR_IN_STREET = re.compile(r"1[89]\d\d")
_ACRONYM_AT_END = re.compile(r"\((?P<acronym>[A-Z][A-Za-z0-9&]{1,11})\)$")


def clean_text(value: str | None) -> str:
    """Text with single spaces and straight apostrophes, without control characters."""
    text = "".join(c if c.isprintable() else " " for c in value or "").replace("\u2019", "'")
    return " ".join(text.split())


def check_identity(register_id: str, tooi_uri: str, name: str) -> None:
    """Raise ValueError when a body has no usable name, id or TOOI URI."""
    if not name:
        raise ValueError(_("De naam ontbreekt."))
    if len(name) > MAX_NAME:
        raise ValueError(_("De naam is langer dan %(max)s tekens.") % {"max": MAX_NAME})
    if register_id and not _REGISTER_ID.fullmatch(register_id):
        raise ValueError(_("“%(text)s” is geen registernummer.") % {"text": register_id[:40]})
    if tooi_uri and not _TOOI_URI.fullmatch(tooi_uri):
        raise ValueError(_("“%(text)s” is geen TOOI-identificatie.") % {"text": tooi_uri[:80]})


def clean_date(value: str | None) -> datetime.date | None:
    """A date from `2026-02-23` (a time after it is left out). Raises ValueError if it is none."""
    text = clean_text(value)
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(_("“%(text)s” is geen datum.") % {"text": text[:40]}) from None


def clean_website(value: str | None) -> str:
    """A web address with its scheme; empty when it is none."""
    text = clean_text(value)
    if text and "://" not in text:
        text = f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text if len(text) <= 500 else ""


def clean_postcode(value: str | None) -> str:
    """A Dutch postcode as people write it; empty when it is none (an address abroad)."""
    postcode = addresses.normal_postcode(clean_text(value))
    try:
        validate_postcode(postcode)
    except ValidationError:
        return ""
    return postcode


def clean_city(value: str | None) -> str:
    """A place name; the register has some in capitals only."""
    city = clean_text(value)
    return " ".join(word.capitalize() for word in city.split()) if city.isupper() else city


def clean_province(value: str | None) -> str:
    """The name of a province, from a name or from the TOOI URI of one."""
    text = clean_text(value)
    if "/" not in text:
        return normal_province(text)
    return PROVINCES.get(text.rstrip("/").rsplit("/", 1)[-1], "")


def split_street(street: str, house_number: str, addition: str = "") -> tuple[str, str]:
    """Street and house number, also where the register put the number in the street.

    "Rijnstraat 50" becomes ("Rijnstraat", "50"); "Plein 1813" stays a street.
    """
    street, number, addition = map(clean_text, (street, house_number, addition))
    if not number:
        before, found = addresses.split_street(street)
        if found and not _YEAR_IN_STREET.fullmatch(found):
            street, number = before, found
    elif street.endswith(f" {number}"):
        street = street.removesuffix(f" {number}")
    if addition:
        join = (
            "" if addition.isalpha() and len(addition) == 1 else "-" if addition.isdigit() else " "
        )
        number = f"{number}{join}{addition}".strip()
    return street[:120], number[:20]


def acronym_in(name: str) -> str:
    """The abbreviation that a name ends with: "… Forensisch Instituut (NFI)" gives "NFI"."""
    match = _ACRONYM_AT_END.search(name)
    return match["acronym"] if match else ""


def make_place(
    *,
    street: str = "",
    house_number: str = "",
    addition: str = "",
    postcode: str = "",
    city: str = "",
    province: str = "",
    label: str = "",
) -> Place | None:
    """A place from the texts of a source; None when they name no place at all."""
    street, house_number = split_street(street, house_number, addition)
    place = Place(
        street=street,
        house_number=house_number,
        postcode=clean_postcode(postcode),
        city=clean_city(city)[:80],
        province=clean_province(province)[:40],
        label=clean_text(label)[:120],
    )
    return place if place.address.strip("|") else None
