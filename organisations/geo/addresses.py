"""Dutch addresses: their parts, their usual spelling, and the key of the building."""

import re
from typing import NamedTuple

from django.utils.text import slugify

# Names of one city, as slugs: the register and people use both.
_CITY_NAMES = {
    "s-gravenhage": "den-haag",
    "sgravenhage": "den-haag",
    "gravenhage": "den-haag",
    "the-hague": "den-haag",
    "den-bosch": "s-hertogenbosch",
    "shertogenbosch": "s-hertogenbosch",
    "hertogenbosch": "s-hertogenbosch",
}
# The address service says the formal name where the register, the post and people say this one.
_USUAL_NAMES = {"'s-Gravenhage": "Den Haag"}
_POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*([A-Za-z]{2})?\s*", re.ASCII)
_POSTCODE_IN_TEXT = re.compile(r"(?<![\w-])([1-9]\d{3})\s?([A-Za-z]{2})(?!\w)", re.ASCII)
_DIGITS_IN_TEXT = re.compile(r"(?:^|,)\s*([1-9]\d{3})(?=\s*$|\s+[^\d\s])", re.ASCII)
_STREET_LINE = re.compile(r"(?P<street>.*[^\W\d].*?)[\s,]+(?P<number>#?\d+(?:\W*[\w/-]+)?)\W*")
_NUMBER_FIRST = re.compile(r"\s*(?P<number>\d+[\w/-]*)\b\s*(?P<rest>.*)")


class AddressParts(NamedTuple):
    """An address as far as it could be read; what is missing is an empty string."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""


def normal_postcode(postcode: str) -> str:
    """A Dutch postcode as people write it: "2511 DP". What is no postcode comes back stripped."""
    match = _POSTCODE.fullmatch(postcode or "")
    if not match:
        return (postcode or "").strip()
    return " ".join(filter(None, [match[1], (match[2] or "").upper()]))


def parse_address(text: str) -> AddressParts:
    """Read one line: "Turfmarkt 147, 2511 DP Den Haag", "2511dp 147", "2511 Den Haag"."""
    text = " ".join(text.split())
    found = _POSTCODE_IN_TEXT.search(text) or _DIGITS_IN_TEXT.search(text)
    if not found:
        before, _comma, city = text.partition(",")
        street, number = split_street(before)
        return AddressParts(street, number, "", city.strip(" ,") if number else "")
    before, after = text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,")
    street, number = split_street(before)
    if not before and (first := _NUMBER_FIRST.fullmatch(after)):
        number, after = first["number"], first["rest"]
    return AddressParts(street, number, normal_postcode("".join(found.groups(""))), after)


def split_street(line: str) -> tuple[str, str]:
    """Street and house number of "Tiberdreef 12 -24"; the number is empty when there is none."""
    match = _STREET_LINE.fullmatch(line.strip())
    if not match:
        return line.strip(), ""
    return match["street"].strip(" ,"), re.sub(r"\s*-\s*", "-", match["number"].strip())


def building_key(street: str, house_number: str, city: str, postcode: str = "") -> str:
    """The part of the address of a building's page: "turfmarkt-147-den-haag"; empty if unknown.

    Locations with the same key are in the same building. The key stands in public addresses, so
    its rules do not change. Street, number and city are lower-cased and stripped of accents and
    punctuation, and then: a number at the end of the street is the house number when that field
    is empty; "str." is "straat" and "St." is "Sint"; the parts of a house number are joined alike
    ("147 A", "147-a" and "147a" are `147a`; "147 - 149" is `147-149`); a city is known by one name
    ("'s-Gravenhage" and "Den Haag"), and only by what stands before a comma. An addition is part
    of the key: 147 and 147a may be two front doors. Without a street or a city, a full postcode
    with the number does: `2511dp-147`.
    """
    if not house_number:
        street, house_number = split_street(street)
    number = _number_key(house_number)
    if not number:
        return ""
    street_part, city_part = _street_key(street, house_number), city_key(city)
    if street_part and city_part:
        return f"{street_part}-{number}-{city_part}"[:160].strip("-")
    code = normal_postcode(postcode).replace(" ", "").lower()
    return f"{code}-{number}"[:160] if re.fullmatch(r"\d{4}[a-z]{2}", code) else ""


def number_of(house_number: str) -> str:
    """The digits that a house number starts with: "147" of "147-A"; empty when there are none."""
    match = re.match(r"\D*(\d+)", house_number, re.ASCII)
    return match[1] if match else ""


def _number_key(house_number: str) -> str:
    """A house number in one form: letters join on, digits follow a hyphen."""
    parts = re.findall(r"\d+|[a-z]+", slugify(house_number))
    return "".join(f"-{part}" if i and part.isdigit() else part for i, part in enumerate(parts))


def _street_key(street: str, house_number: str) -> str:
    """A street in one form, without the house number that some registers repeat in it."""
    text = street.strip().lower()
    if house_number and text.endswith(f" {house_number.strip().lower()}"):
        text = text[: -len(house_number.strip())].strip()
    text = re.sub(r"\bst\.[\s-]*", "sint-", text)
    text = re.sub(r"(?<=\w)str\.?$", "straat", text)
    return slugify(text.replace(".", " "))


def city_key(city: str) -> str:
    """A city by one name."""
    key = slugify(city.split(",", maxsplit=1)[0])
    return _CITY_NAMES.get(key, key)


def usual_city(name: str) -> str:
    """The name of a city (or municipality) as the register writes it: "Den Haag"."""
    return _USUAL_NAMES.get(name, name)


def same_city(first: str, second: str) -> bool:
    """Whether two spellings mean one city."""
    return city_key(first) == city_key(second)
