"""Documents: a closed list of kinds, and what is inside must be what the name says.

Nothing here changes a file. Word, Excel and PowerPoint files and OpenDocument are looked into, as
zip files with limits: no programs (macros) inside, and no more than a document would hold.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.core.uploads.names import extension_of

VIDEO_EXTENSIONS = ("mp4", "webm")
TEXT_EXTENSIONS = ("csv", "txt", "vtt")
# Text is read as a whole.
TEXT_MAX_SIZE = 10 * 1024 * 1024
# Limits to what is looked at and to what a zip file may unpack to.
HEAD = TAIL = 2048
ZIP_MOST_FILES = 5_000
ZIP_MOST_BYTES = 500 * 1024 * 1024
ZIP_LONGEST_LIST = 1024 * 1024
ZIP_END, ZIP_LARGE_MARK = 22, 20
ZIP_LARGEST_INDEX = 2 * 1024 * 1024
CHUNK = 1024 * 1024
# What a browser could take for a page or a drawing with script in it.
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE)
PDF_ACTIONS = (b"/JavaScript", b"/Launch")
OOXML = "application/vnd.openxmlformats-officedocument."
OOXML_MAIN = {
    "docx": OOXML + "wordprocessingml.document.main+xml",
    "xlsx": OOXML + "spreadsheetml.sheet.main+xml",
    "pptx": OOXML + "presentationml.presentation.main+xml",
}
ODF_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


class WithMacrosError(ValueError):
    """The document holds a program."""


def check_document(file: Any) -> None:
    """See that an open file with a `name` and a `size` is a document that may be kept.

    Raises ValidationError, in words for the person who uploads, for another kind of file, one
    that is too large, one whose content is not what its name says, and one with a program in it.
    Leaves the file at its beginning.
    """
    extension = extension_of(file.name or "")
    check = CHECKS.get(extension)
    if check is None or extension not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("Dit soort bestand kan hier niet. Kies een van deze soorten: %(kinds)s.")
            % {"kinds": ", ".join(settings.WAGTAILDOCS_EXTENSIONS)},
            code="wrong_kind",
        )
    limit = largest(extension)
    if file.size > limit:
        raise ValidationError(
            _("Dit bestand is te groot (%(size)s). Kies een bestand van hoogstens %(limit)s.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
            code="file_too_large",
        )
    try:
        file.seek(0)
        is_right = check(file, extension)
    except WithMacrosError as error:
        raise ValidationError(
            _(
                "In dit bestand zit een programma (een macro of script). Sla het op zonder macro's "
                "of als pdf, en kies het opnieuw."
            ),
            code="macros",
        ) from error
    except (OSError, ValueError, RuntimeError, EOFError, NotImplementedError, *ZIP_ERRORS):
        is_right = False
    finally:
        file.seek(0)
    if not is_right:
        raise ValidationError(
            _(
                "Dit is geen %(kind)s-bestand, of het is beschadigd of met een wachtwoord "
                "beveiligd. Open het op uw computer, sla het op als %(kind)s en kies het opnieuw."
            )
            % {"kind": extension},
            code="wrong_content",
        )


def largest(extension: str) -> int:
    """How many bytes a document of this kind may have."""
    if extension in VIDEO_EXTENSIONS:
        return int(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    if extension in TEXT_EXTENSIONS:
        return min(TEXT_MAX_SIZE, int(settings.DOCUMENT_MAX_SIZE))
    return int(settings.DOCUMENT_MAX_SIZE)


def _is_pdf(file: IO[bytes], extension: str) -> bool:
    head = file.read(HEAD)
    if not head.startswith(b"%PDF-") or MARKUP.search(head[:1024]):
        return False
    file.seek(0)
    # Scripts can be hidden better than this; the reader's browser runs none in any case.
    tail = head
    while chunk := file.read(CHUNK):
        tail = tail[-TAIL:] + chunk
        if any(action in tail for action in PDF_ACTIONS):
            raise WithMacrosError
    return b"%%EOF" in tail[-TAIL:]


def _is_office(file: IO[bytes], extension: str) -> bool:
    with _opened_zip(file) as archive:
        names = [name.lower() for name in archive.namelist()]
        types = _small_file(archive, "[Content_Types].xml").decode("utf-8-sig")
    if "macroenabled" in types.lower() or any(
        name.endswith("vbaproject.bin") or "/activex/" in name or "/macrosheets/" in name
        for name in names
    ):
        raise WithMacrosError
    return f'"{OOXML_MAIN[extension]}"' in types.replace("'", '"')


def _is_open_document(file: IO[bytes], extension: str) -> bool:
    with _opened_zip(file) as archive:
        names = archive.namelist()
        first = archive.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            return False
        kind = _small_file(archive, "mimetype")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise WithMacrosError
    return kind == ODF_TYPES[extension] and "content.xml" in names


def _opened_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """A zip file and nothing else: no other file before or behind it, no remark, sane sizes."""
    if file.read(4) != b"PK\x03\x04":
        raise ValueError("not a zip file")
    # The end of the file says how large the list of contents is. It is looked at first: Python
    # reads the whole list, and that of a file made up for it would fill the memory.
    file.seek(-(ZIP_END + ZIP_LARGE_MARK), 2)
    large_mark, end = file.read(ZIP_LARGE_MARK), file.read(ZIP_END)
    if (
        large_mark.startswith(b"PK\x06\x07")
        or not end.startswith(b"PK\x05\x06")
        or int.from_bytes(end[12:16], "little") > ZIP_LONGEST_LIST
    ):
        raise ValueError("not an ordinary zip file")
    archive = zipfile.ZipFile(file)
    entries = archive.infolist()
    if (
        archive.comment
        or not entries
        or min(entry.header_offset for entry in entries) != 0
        or len(entries) > ZIP_MOST_FILES
        or sum(entry.file_size for entry in entries) > ZIP_MOST_BYTES
        or len({entry.filename for entry in entries}) != len(entries)
    ):
        raise ValueError("not an ordinary zip file")
    return archive


def _small_file(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file in a zip file, as far as it is not larger than an index would be.

    Never unpacks more than that, whatever size the zip file says it has.
    """
    try:
        with archive.open(name) as file:
            content = file.read(ZIP_LARGEST_INDEX + 1)
    except KeyError as error:
        raise ValueError("missing in the zip file") from error
    if len(content) > ZIP_LARGEST_INDEX:
        raise ValueError("too large for what it is")
    return content


def _is_text(file: IO[bytes], extension: str) -> bool:
    head = file.read(HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        # Excel writes csv in the old code page of Windows.
        encodings = ["utf-8-sig", "cp1252"] if extension in ("csv", "txt") else ["utf-8-sig"]
    file.seek(0)
    content = file.read()
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _is_plain(text, extension)
    return False


def _is_plain(text: str, extension: str) -> bool:
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in set(text)):
        return False
    start = text.lstrip()[:64].encode()
    if MARKUP.match(start) or start.startswith(b"%PDF-"):
        return False
    return extension != "vtt" or re.match(r"WEBVTT(?:[ \t\r\n]|$)", text) is not None


def _is_mp4(file: IO[bytes], extension: str) -> bool:
    head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] not in (b"heic", b"avif", b"mif1", b"jp2 ")


def _is_webm(file: IO[bytes], extension: str) -> bool:
    head = file.read(64)
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head


ZIP_ERRORS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error)
CHECKS: dict[str, Callable[[IO[bytes], str], bool]] = {
    "pdf": _is_pdf,
    **dict.fromkeys(OOXML_MAIN, _is_office),
    **dict.fromkeys(ODF_TYPES, _is_open_document),
    **dict.fromkeys(TEXT_EXTENSIONS, _is_text),
    "mp4": _is_mp4,
    "webm": _is_webm,
}
