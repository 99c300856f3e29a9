"""Files as people have them on their phones and computers, and as attackers make them."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

LEFT, RIGHT = (220, 30, 30), (30, 30, 220)
EXIF_ORIENTATION, EXIF_MAKE, EXIF_GPS = 0x0112, 0x010F, 0x8825


def two_colours(mode: str = "RGB", size: tuple[int, int] = (80, 40)) -> Any:
    """A picture with a red left half and a blue right half."""
    image = Image.new("RGB", size, LEFT)
    image.paste(RIGHT, (size[0] // 2, 0, *size))
    return image.convert(mode)


def photo_of_a_phone(orientation: int = 6) -> bytes:
    """A photo that lies on its side and tells with what and where it was taken."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    exif[EXIF_MAKE] = "Geheime Camera"
    exif[EXIF_GPS] = {1: "N", 2: (52.0, 4.0, 40.0), 3: "E", 4: (4.0, 19.0, 3.0)}
    return encoded(two_colours(), "JPEG", exif=exif, comment=b"geheime opmerking")


def encoded(image: Any, image_format: str, **options: Any) -> bytes:
    output = BytesIO()
    image.save(output, image_format, **options)
    return output.getvalue()


def moving_gif() -> bytes:
    frames = [two_colours(), two_colours().rotate(180)]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = (
        chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + body


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(files: dict[str, bytes | str], *, stored_first: bool = False) -> bytes:
    """A zip file; with `stored_first` its first file is not packed, as OpenDocument asks."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files.items()):
            how = zipfile.ZIP_STORED if stored_first and not number else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return output.getvalue()


OOXML_MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}


def office(kind: str = "docx", **extra: bytes | str) -> bytes:
    """A document of Microsoft Office; `extra` are more files in it, `__` stands for a slash."""
    main = f"application/vnd.openxmlformats-officedocument.{OOXML_MAIN[kind]}"
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types><Override PartName="/d.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": "<w:document/>",
    }
    files |= {name.replace("__", "/").replace("_dot_", "."): text for name, text in extra.items()}
    return zipped(files)


def open_document(kind: str = "text", **extra: bytes | str) -> bytes:
    """An OpenDocument file: kind is "text" or "spreadsheet"."""
    files: dict[str, bytes | str] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": "<office:document-content/>",
    }
    files |= {name.replace("__", "/").replace("_dot_", "."): text for name, text in extra.items()}
    return zipped(files, stored_first=True)


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\0" * 64
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 64
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGoedemorgen\n"
