"""Inviting many people from a CSV file: a line each, and a reason for each line that is refused.

The header names the columns `e-mail`, `rol` and `plaats`, separated by `;`, `,` or a tab. A
person with several roles has several lines. A place is the address of an organisation or
ministry on this site (`bzk/logius`), its name or its abbreviation.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from organisations.models import MinistryPage, OrganisationPage
from organisations.roles.invitations import RoleAt, check_invitation
from organisations.roles.kinds import KINDS, RoleKind, role_at

MAXIMUM_BYTES = 512 * 1024
MAXIMUM_LINES = 1000
COLUMNS = ("e-mail", "rol", "plaats")
OTHER_NAMES = {"email": "e-mail", "e-mailadres": "e-mail", "organisatie": "plaats"}


@dataclass(frozen=True)
class Problem:
    """A line of the file (the header is line 1) that is refused, and why."""

    line: int
    reason: str


@dataclass
class CsvInvitations:
    """What a file asks for: roles by address, and the lines that cannot be done."""

    people: dict[str, list[RoleAt]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    good_lines: int = 0


def decode(data: bytes) -> str:
    """The text of an uploaded file: UTF-8, or what Excel makes. Raises ValidationError."""
    if len(data) > MAXIMUM_BYTES:
        raise ValidationError(_("Dit bestand is te groot. Er mag 512 kB in."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(_("Dit is geen CSV-bestand."))


def read_csv(text: str) -> CsvInvitations:
    """Check every line, and change nothing. Raises ValidationError when there is no table in it."""
    found = CsvInvitations()
    places = Places()
    for number, row in _rows(text):
        try:
            email, role = _read(row, places)
        except ValidationError as error:
            found.problems.append(Problem(number, " ".join(error.messages)))
            continue
        found.good_lines += 1
        roles = found.people.setdefault(email, [])
        if role not in roles:
            roles.append(role)
    return found


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    header = text.partition("\n")[0]
    delimiter = next((sign for sign in ";\t," if sign in header), ";")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        names = [OTHER_NAMES.get(name, name) for name in names]
        if missing := [name for name in COLUMNS if name not in names]:
            raise ValidationError(
                _("In de eerste regel ontbreekt: %(names)s.") % {"names": ", ".join(missing)}
            )
        for count, cells in enumerate(reader, start=1):
            if count > MAXIMUM_LINES:
                raise ValidationError(
                    _("Er staan meer dan %(count)s regels in dit bestand.")
                    % {"count": MAXIMUM_LINES}
                )
            if any(cell.strip() for cell in cells):
                values = [cell.strip() for cell in cells] + [""] * len(names)
                yield reader.line_num, dict(zip(names, values, strict=False))
    except csv.Error as error:
        raise ValidationError(_("Dit is geen CSV-bestand.")) from error


def _read(row: dict[str, str], places: "Places") -> tuple[str, RoleAt]:
    kind = _kind(row["rol"])
    page = places.find(row["plaats"]) if row["plaats"] else None
    role = role_at(kind, page)
    email = row["e-mail"].lower()
    check_invitation(email, [role])
    return email, role


def _kind(name: str) -> RoleKind:
    for kind in KINDS.values():
        if str(kind.label) == name.lower():
            return kind
    known = ", ".join(str(kind.label) for kind in KINDS.values())
    raise ValidationError(
        _("De rol “%(name)s” bestaat niet. Kies uit: %(known)s.") % {"name": name, "known": known}
    )


class Places:
    """Finds ministries and organisations by address, name or abbreviation; reads them once."""

    def __init__(self) -> None:
        self.by_address: dict[str, Page] = {}
        self.by_name: dict[str, dict[int, Page]] = {}
        for model in (MinistryPage, OrganisationPage):
            for page in model.objects.defer_streamfields():
                # The first part of the path stands for the home page.
                address = page.url_path.strip("/").partition("/")[2]
                self.by_address[address] = page
                for name in {page.title.lower(), page.abbreviation.lower()} - {""}:
                    self.by_name.setdefault(name, {})[page.pk] = page

    def find(self, words: str) -> Page:
        """The one page that is meant. Raises ValidationError when there is none, or are several."""
        try:
            address = urlsplit(words).path.strip("/").lower()
        except ValueError:
            address = ""
        if page := self.by_address.get(address):
            return page
        pages = list(self.by_name.get(words.lower(), {}).values())
        if not pages:
            raise ValidationError(_("“%(place)s” is niet gevonden.") % {"place": words})
        if len(pages) > 1:
            raise ValidationError(
                _("Er zijn er meer die “%(place)s” heten. Gebruik het adres, zoals bzk/logius.")
                % {"place": words}
            )
        return pages[0]
