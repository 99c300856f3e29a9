"""Words as readers type them: cleaned, folded and taken apart."""

import re
import unicodedata

# Characters that show nothing but change what is around them: NUL and other control
# characters, and the marks that turn the writing direction.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """What was typed on one line, without invisible characters and needless space."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def fold(text: str) -> str:
    """A form in which case and accents do not count: "Café" and "CAFE" give "cafe"."""
    decomposed = unicodedata.normalize("NFKD", clean(text).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
