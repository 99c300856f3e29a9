"""Finding out what a source is: an address or a file, XML or CSV."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from organisations.register.csv_source import read_csv
from organisations.register.download import download
from organisations.register.records import SourceData, SourceError
from organisations.register.xml_records import read_xml

HEAD_BYTES = 200


def read_source(source: str) -> SourceData:
    """Read and check a whole source: a path or an http(s) address of XML or CSV.

    Raises SourceError when it cannot be read, is broken, cut off, hostile or something else.
    """
    with _as_file(source) as path:
        data = _read(path)
    if not data.records and not data.rejected:
        raise SourceError(_("Er staan geen rijksorganisaties in dit bestand."))
    return data


def _read(path: Path) -> SourceData:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if not head.strip():
            raise SourceError(_("Het bestand is leeg."))
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
            return read_xml(path)
        return read_csv(path)
    except OSError as error:
        raise SourceError(
            _("Het bestand %(path)s kan niet worden gelezen: %(error)s.")
            % {"path": path, "error": error.strerror}
        ) from error


@contextmanager
def _as_file(source: str) -> Iterator[Path]:
    if source.startswith(("http://", "https://")):
        with download(source) as path:
            yield path
    else:
        yield Path(source)
