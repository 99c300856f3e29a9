"""By what a body is known again at the next import."""

import hashlib
import re

from django.utils.text import slugify

KEY_LENGTH = 40
_TOOI_TAIL = re.compile(r"https://identifier\.overheid\.nl/tooi/id/[a-z_]+/([a-z0-9_]+)")


def own_key(register_id: str, tooi_uri: str, name: str) -> str:
    """The register's id, else the tail of the TOOI URI, else one made from the name.

    The three cannot be confused: an id is digits, the others start with `tooi-` or `naam-`.
    """
    if register_id:
        return register_id
    if match := _TOOI_TAIL.fullmatch(tooi_uri):
        return f"tooi-{match[1]}"[:KEY_LENGTH]
    return name_key(name)


def name_key(name: str) -> str:
    """A key from a name, of at most forty characters and still one of a kind."""
    key = f"naam-{slugify(name)}"
    if len(key) <= KEY_LENGTH:
        return key
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{key[: KEY_LENGTH - 9]}-{digest}"


def ministry_reference(abbreviation: str) -> str:
    """A reference to the present ministry with this abbreviation."""
    return f"afk-{abbreviation.casefold()}" if abbreviation else ""
