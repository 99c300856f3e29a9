"""Cut the stylesheet of the Rijkshuisstijl Community down to the classes that this site uses.

A tool for whoever changes the look, not part of the running site. Usage, from this folder:

    python subset.py path/to/components-css/dist/index.css

It reads `components.txt` beside it (one class name or pattern a line) and writes
`components.css`: every upstream rule of which all classes are listed, word for word, in the
cascade layer `nlds`, so that any rule of our own wins.
"""

import json
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

HERE = Path(__file__).parent
HEADER = """/*!
 * {name} {version}: the part of it that this site uses.
 * Source: https://www.npmjs.com/package/{name} (dist/index.css)
 * Licence: {license} (LICENSE.md). Made by subset.py from components.txt; do not edit.
 */
"""


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield the rules of a stylesheet at the outermost level: what stands before and in braces."""
    start = 0
    while (opening := css.find("{", start)) >= 0:
        depth, end = 1, opening
        while depth:
            end = min(i for i in (css.find("{", end + 1), css.find("}", end + 1)) if i >= 0)
            depth += 1 if css[end] == "{" else -1
        yield css[start:opening].strip(), css[opening + 1 : end].strip()
        start = end + 1


def split_selectors(selectors: str) -> list[str]:
    """Split a list of selectors at the commas that are not inside parentheses."""
    return [part.strip() for part in re.split(r",(?![^(]*\))", selectors)]


def is_used(selector: str, wanted: list[str]) -> bool:
    """Whether a selector is about listed classes only."""
    classes = re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    return bool(classes) and all(any(fnmatchcase(c, w) for w in wanted) for c in classes)


def subset(css: str, wanted: list[str]) -> str:
    """The rules of a stylesheet that are about the wanted classes, one a line."""
    lines = []
    for head, body in blocks(css):
        if head.startswith("@media"):
            if inner := subset(body, wanted):
                lines.append(f"{head}{{{inner}}}")
        elif not head.startswith("@"):
            kept = [selector for selector in split_selectors(head) if is_used(selector, wanted)]
            if kept:
                lines.append(f"{','.join(kept)}{{{body}}}")
    return "\n".join(lines)


def main(source: Path) -> None:
    """Write the subset of `source` beside this script."""
    package = json.loads((source.parents[1] / "package.json").read_text())
    listed = (HERE / "components.txt").read_text().splitlines()
    wanted = [line.strip() for line in listed if line.strip() and not line.startswith("#")]
    css = re.sub(r"/\*.*?\*/", "", source.read_text(), flags=re.DOTALL)
    text = HEADER.format(**package) + f"@layer nlds{{\n{subset(css, wanted)}\n}}\n"
    (HERE / "components.css").write_text(text)
    sys.stdout.write(f"components.css: {len(text)} characters\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
