"""Makes the catalogues of translations ready for use, without the tools of gettext.

A catalogue is written by people as `locale/<language>/LC_MESSAGES/<domain>.po`; Django reads the
`.mo` beside it. Machines that run the site need not have `msgfmt`, so this does its work, for what
such a file holds: contexts, plurals, lines that go on, entries that are marked fuzzy or obsolete.
Format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

import ast
import os
import struct
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

MAGIC = 0x950412DE
HEADER = 7 * 4
CONTEXT, PLURAL = "\x04", "\x00"


class CatalogueError(ValueError):
    """A catalogue that cannot be read; says in which file and line."""


def compile_all(folders: Iterable[Path | str]) -> list[Path]:
    """Compile every catalogue below these folders that changed since; returns which."""
    done = []
    for folder in folders:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            _write(target, compiled(messages(source)))
            done.append(source)
    return done


def messages(source: Path) -> dict[str, str]:
    """What a catalogue says, by key as `.mo` files have it. Raises CatalogueError.

    Without entries that are not translated yet, or that somebody has to look at (fuzzy).
    """
    found: dict[str, str] = {}
    for entry, is_fuzzy in _entries(source):
        translations = [entry[name] for name in sorted(entry) if name.startswith("msgstr")]
        if is_fuzzy or not all(translations) or "msgid" not in entry:
            continue
        key = entry["msgid"]
        if "msgctxt" in entry:
            key = entry["msgctxt"] + CONTEXT + key
        if "msgid_plural" in entry:
            key += PLURAL + entry["msgid_plural"]
        found[key] = PLURAL.join(translations)
    return found


def compiled(catalogue: dict[str, str]) -> bytes:
    """The contents of a `.mo` file: two tables of lengths and places, then the texts."""
    pairs = sorted((key.encode(), text.encode()) for key, text in catalogue.items())
    start = HEADER + 16 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for side in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[side]), start + len(texts)))
            texts += pair[side] + b"\0"
    header = (MAGIC, 0, len(pairs), HEADER, HEADER + 8 * len(pairs), 0, start)
    return struct.pack("<7I", *header) + b"".join(tables) + texts


def _entries(source: Path) -> Iterator[tuple[dict[str, str], bool]]:
    entry: dict[str, str] = {}
    name, is_fuzzy = "", False
    for number, raw in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if entry:
                yield entry, is_fuzzy
                entry, is_fuzzy = {}, False
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.startswith('"'):
            word, _space, line = line.partition(" ")
            if word in ("msgid", "msgctxt") and any(one.startswith("msgstr") for one in entry):
                yield entry, is_fuzzy
                entry, is_fuzzy = {}, False
            name = word
            entry[name] = ""
        try:
            entry[name] += str(ast.literal_eval(line))
        except (KeyError, SyntaxError, ValueError) as error:
            raise CatalogueError(f"{source}, line {number}: cannot read this: {raw}") from error
    if entry:
        yield entry, is_fuzzy


def _write(target: Path, contents: bytes) -> None:
    # In one go: another process may read it, or write the same at this moment.
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(contents)
    Path(name).chmod(0o644)
    Path(name).replace(target)
