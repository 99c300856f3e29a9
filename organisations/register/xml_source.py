"""Reading the register's own export, exportOO.xml, as a stream.

Only the elements named in `PATHS` are looked at, and only as direct children of an organisation:
officials and staff, with their addresses, sit deeper and never come in. Names are compared
without their namespace, because its version moves. A document type declaration is refused, and
with it every entity (no bombs, no files from elsewhere).
"""

import xml.sax.handler
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXParseException
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

from organisations.register.records import SourceError

ROOT = "overheidsorganisaties"
# No text that is read is longer; a hostile file cannot fill the memory with one.
MAX_TEXT = 2_000
MAX_PIECES = 200
# The register nests units some five deep.
MAX_DEPTH = 20

# Paths below an organisation that are read, with the place where the text is kept.
PATHS = {
    ("naam",): "name",
    ("afkorting",): "abbreviation",
    ("startDatum",): "began_on",
    ("eindDatum",): "ended_on",
    ("types", "type"): "type",
    ("contact", "internetadressen", "internetadres", "url"): "website",
}
ADDRESS_PATH = ("adressen", "adres")
ADDRESS_FIELDS = {
    "adresType",
    "openbareRuimte",
    "huisnummer",
    "toevoeging",
    "postcode",
    "woonplaats",
    "provincie",
    "toelichting",
}
_READ = {
    ("organisaties",),
    ("relatieMetMinisterie",),
    ("nextVersion",),
    *PATHS,
    *((*ADDRESS_PATH, name) for name in ADDRESS_FIELDS),
}
# Every path that leads to something that is read; what is not here is skipped with all below it.
_ON_THE_WAY = {path[:length] for path in _READ for length in range(1, len(path) + 1)}


@dataclass(slots=True)
class Element:
    """An organisation as it stands in the export, with its texts as they are."""

    line: int
    register_id: str
    tooi_uri: str
    parent: "Element | None"
    texts: dict[str, list[str]] = field(default_factory=dict)
    addresses: list[dict[str, str]] = field(default_factory=list)
    ministry: str = ""
    next_version: str = ""

    def first(self, name: str) -> str:
        """The first text of this name, or an empty string."""
        return next(iter(self.texts.get(name, ())), "")


class _Reader(xml.sax.handler.ContentHandler):
    """Collects organisations; keeps the path in each open organisation, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[tuple[Element, list[str]]] = []
        self._outside: list[str] = []
        self._skipped = 0
        self._text: list[str] | None = None
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  name is the library's
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._text = None
        if self._skipped:
            self._skipped += 1
            return
        name = name.rpartition(":")[2]
        if not self._open:
            self._start_outside(name, attrs)
            return
        element, path = self._open[-1]
        if name == "organisatie" and path == ["organisaties"]:
            self._start_organisation(attrs)
            return
        here = (*path, name)
        if here not in _ON_THE_WAY:
            self._skipped = 1
            return
        path.append(name)
        if here == ADDRESS_PATH:
            element.addresses.append({})
        elif here == ("relatieMetMinisterie",):
            found = _attributes(attrs)
            element.ministry = found.get("systeemId") or found.get("resourceIdentifierTOOI", "")
        elif here == ("nextVersion",):
            element.next_version = _attributes(attrs).get("systeemId", "")
        elif here in PATHS or len(here) > len(ADDRESS_PATH):
            self._text = []

    def characters(self, content: str) -> None:
        if self._text is not None and len(self._text) < MAX_PIECES:
            self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        if self._skipped:
            self._skipped -= 1
            return
        if not self._open:
            self._outside.pop()
            return
        element, path = self._open[-1]
        if not path:
            self._open.pop()
            return
        if self._text is not None:
            self._keep(element, tuple(path), "".join(self._text)[:MAX_TEXT].strip())
            self._text = None
        path.pop()

    def _start_outside(self, name: str, attrs: AttributesImpl) -> None:
        """An element that is not in an organisation: the root, or the list of organisations."""
        if not self._outside and name != ROOT:
            raise SourceError(
                _("Dit XML-bestand is geen export van het register: het begint met <%(name)s>.")
                % {"name": name[:40]}
            )
        if name == "organisatie" and self._outside == [ROOT, "organisaties"]:
            self._start_organisation(attrs)
        else:
            self._outside.append(name)

    def _start_organisation(self, attrs: AttributesImpl) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise SourceError(
                _("Het XML-bestand nestelt organisaties dieper dan %(depth)s keer.")
                % {"depth": MAX_DEPTH}
            )
        found = _attributes(attrs)
        element = Element(
            line=(self._locator.getLineNumber() or 0) if self._locator else 0,
            register_id=found.get("systeemId", "").strip(),
            tooi_uri=found.get("resourceIdentifierTOOI", "").strip(),
            parent=self._open[-1][0] if self._open else None,
        )
        self.elements.append(element)
        self._open.append((element, []))

    def _keep(self, element: Element, path: tuple[str, ...], text: str) -> None:
        if path in PATHS:
            element.texts.setdefault(PATHS[path], []).append(text)
        elif path[:-1] == ADDRESS_PATH:
            element.addresses[-1][path[-1]] = text


def read_elements(path: Path) -> list[Element]:
    """All organisations of an export, in its order. Raises SourceError when it is not to be trusted."""
    reader = _Reader()
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(reader)
    try:
        with path.open("rb") as file:
            parser.parse(file)
    except DefusedXmlException as error:
        raise SourceError(
            _("Het XML-bestand heeft een DOCTYPE of entiteiten. Dat is niet veilig.")
        ) from error
    except SAXParseException as error:
        raise SourceError(
            _("Het XML-bestand is stuk of afgebroken bij regel %(line)s: %(error)s.")
            % {"line": error.getLineNumber(), "error": error.getMessage()}
        ) from error
    except (ValueError, LookupError) as error:
        raise SourceError(_("Het XML-bestand heeft een onbekende codering.")) from error
    return reader.elements


def _attributes(attrs: AttributesImpl) -> dict[str, str]:
    return {name.rpartition(":")[2]: value for name, value in attrs.items()}
