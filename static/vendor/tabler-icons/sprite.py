"""Make `static/img/icons.svg`, one file with the icons that this site uses.

A tool for whoever changes the look, not part of the running site. Usage, from this folder:

    python sprite.py path/to/tabler-icons/icons/outline

It reads the names in `icons.txt` beside it; a name without a file upstream is an error.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
SPRITE = HERE.parents[1] / "img" / "icons.svg"
HEADER = "<!-- Tabler Icons 3.51.0, MIT, (c) Pawel Kuna: see static/vendor/tabler-icons/ -->"
# Every upstream drawing starts with this invisible square.
SQUARE = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'
STROKE = 'fill="none" stroke="currentColor" stroke-width="2"'
ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def symbol(folder: Path, name: str) -> str:
    """One icon as a symbol that `<use href="icons.svg#name">` can point at."""
    svg = (folder / f"{name}.svg").read_text()
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", svg, flags=re.DOTALL)
    if not drawing:
        raise ValueError(f"{name}.svg is no drawing")
    paths = " ".join(drawing[1].replace(SQUARE, "").split())
    return f'<symbol id="{name}" viewBox="0 0 24 24" {STROKE} {ROUND}>{paths}</symbol>'


def main(folder: Path) -> None:
    """Write the sprite."""
    names = (HERE / "icons.txt").read_text().split()
    symbols = "\n".join(symbol(folder, name) for name in sorted(names))
    SPRITE.write_text(f'{HEADER}\n<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n')


if __name__ == "__main__":
    main(Path(sys.argv[1]))
