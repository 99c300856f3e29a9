"""Finds every text of the interface that is to be translated, in code and in templates."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from cms.core.catalogues import CONTEXT, PLURAL

ROOT = Path(__file__).parents[1]
ROOMS = ("cms", "home", "exchange", "search", "organisations")

# What a call holds, by the name of the function: positions of context, text and plural.
SHAPES: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}


def interface_texts() -> dict[str, str]:
    """Every text by its key as catalogues have it, with a place where it stands."""
    found: dict[str, str] = {}
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for key, line in _in_code(path.read_text(encoding="utf-8")):
            found.setdefault(key, f"{path.relative_to(ROOT)}:{line}")
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix not in (".html", ".txt", ".xml", ".opml"):
            continue
        for key in _in_template(path.read_text(encoding="utf-8")):
            found.setdefault(key, str(path.relative_to(ROOT)))
    found.pop("", None)
    return found


def _in_code(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in SHAPES:
            continue
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        context, text, plural = SHAPES[name]
        if len(texts) <= text or not isinstance(texts[text], str):
            continue
        key = str(texts[text])
        if context is not None:
            key = f"{texts[context]}{CONTEXT}{key}"
        if plural is not None:
            key += f"{PLURAL}{texts[plural]}"
        yield key, node.lineno


def _in_template(source: str) -> Iterator[str]:
    """Django makes code of a template for the tools of gettext: what it calls is what we want."""
    code = templatize(source)
    for name in SHAPES:
        for start in _calls(code, name):
            call = _call_at(code, start)
            if call:
                yield from (key for key, _line in _in_code(call))


def _calls(code: str, name: str) -> Iterator[int]:
    start = code.find(f"{name}(")
    while start >= 0:
        before = code[start - 1] if start else " "
        if not (before.isalnum() or before in "_."):
            yield start
        start = code.find(f"{name}(", start + 1)


def _call_at(code: str, start: int) -> str:
    """The shortest piece from here that is a whole call; empty when there is none."""
    end = code.find(")", start)
    while end >= 0:
        piece = code[start : end + 1]
        try:
            ast.parse(piece, mode="eval")
        except SyntaxError:
            end = code.find(")", end + 1)
        else:
            return piece
    return ""
