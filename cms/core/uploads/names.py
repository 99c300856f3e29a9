"""Names under which uploaded files are stored."""

from pathlib import PurePath

from django.utils.text import slugify

LONGEST_STEM = 60


def extension_of(name: str) -> str:
    """The last part of a file name, in small letters and without the dot; may be empty."""
    return PurePath(name).suffix.lower().lstrip(".")


def safe_name(name: str, extension: str | None = None) -> str:
    """A short name of plain letters, figures and dashes, that keeps its (or gets this) extension.

    Says nothing of folders, holds no second extension and fits every file system.
    """
    stem = slugify(PurePath(name.replace("\\", "/")).stem)[:LONGEST_STEM].strip("-_")
    ending = slugify(extension if extension is not None else extension_of(name))
    return f"{stem or 'bestand'}.{ending}" if ending else stem or "bestand"
