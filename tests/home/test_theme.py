"""The theme: one sheet of tokens that every other sheet can count on."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
# Another theme is measured in the same way (docs/theming.md).
THEME = f"{os.environ.get('THEME', 'theme')}.css"
VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
SHEETS = sorted(path for path in CSS.glob("*.css") if not path.stem.startswith("theme-"))
TEMPLATES = Path(settings.BASE_DIR) / "templates"
MOST_LINES = 400
READABLE = 4.5
# The letters on each ground, as the sheets put them together.
PAIRS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "link")
        for ground in ("surface", "sand", "sky")
    ),
    *((ink, "surface-raised") for ink in ("ink", "ink-soft", "link", "link-hover", "error")),
    *((state, f"{state}-ground") for state in ("ok", "open", "error", "info")),
    *(
        (f"kind-{kind}", f"kind-{kind}-ground")
        for kind in ("bericht", "fotos", "kort", "initiatief", "behoefte", "vraag")
    ),
    *(
        (ink, f"head-{colour}")
        for ink in ("on-head", "on-head-soft")
        for colour in ("blauw", "zeegroen", "groen", "paars", "rood", "bruin")
    ),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-accent", "accent"),
    ("on-bar", "bar"),
    ("on-deep", "deep"),
    ("on-viewer", "viewer"),
    ("on-viewer-soft", "viewer"),
    ("on-deep-soft", "deep"),
    ("mark-ink", "mark-ground"),
]


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the light and the dark scheme; of two the later one counts."""
    css = without_comments(CSS / THEME)
    light = re.sub(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}", "", css, flags=re.DOTALL)

    def colours(part: str) -> dict[str, str]:
        return dict(re.findall(r"--color-([\w-]+):\s*(#[0-9a-f]{3,6});", part))

    return {"light": colours(light), "dark": colours(css)}


def brightness(colour: str) -> float:
    """The relative luminance of WCAG."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_can_be_read_on_every_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    poor = [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for ink, ground in PAIRS
        if contrast(colours[ink], colours[ground]) < READABLE
    ]
    assert poor == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_the_theme_defines_every_token_that_is_used(sheet: Path) -> None:
    """A token that a sheet sets for itself is its own affair."""
    defined = set(re.findall(r"(--[\w-]+)\s*:", without_comments(CSS / THEME)))
    css = without_comments(sheet)
    own = set(re.findall(r"(--[\w-]+)\s*:", css))
    # With a fallback a token is optional.
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert used - defined - own == set()


def test_the_theme_defines_nothing_that_is_not_used() -> None:
    everywhere = [*SHEETS, *CSS.glob("cms/*.css"), *VENDOR.rglob("components.css")]
    used = {
        token for path in everywhere for token in re.findall(r"var\((--[\w-]+)", path.read_text())
    }
    defined = set(re.findall(r"(--[\w-]+)\s*:", without_comments(CSS / THEME)))
    assert defined - used == set()


def test_colours_stand_in_the_theme_only() -> None:
    """But for what is printed, which is black on white whatever the theme."""
    for sheet in SHEETS:
        if sheet.stem in ("theme", "print", "block-preview"):
            continue
        css = re.sub(r"url\(.*?\)", "", without_comments(sheet))
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", css) == [], sheet.name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_is_about_one_subject_and_short(sheet: Path) -> None:
    assert len(sheet.read_text().splitlines()) < MOST_LINES


def test_every_class_of_the_sheets_is_used() -> None:
    sources = [
        *TEMPLATES.rglob("*.html"),
        *(Path(settings.BASE_DIR) / "static" / "js").rglob("*.js"),
        *(VENDOR / "leaflet").glob("*.js"),
        *(
            path
            for app in ("search", "organisations", "home", "exchange", "cms")
            for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
        ),
    ]
    text = "\n".join(path.read_text(errors="ignore") for path in sources)
    words = set(re.findall(r"[\w-]+", text))
    # "kind--{{ kind }}" and `map-mark--${layer}` make any class that begins so.
    made = set(re.findall(r"([\w-]+(?:-|__)(?:in-)?)(?:\{|\$\{)", text))
    unused = []
    for sheet in SHEETS:
        bare = re.sub(r"url\([^)]*\)", "", without_comments(sheet))
        for selector in re.findall(r"([^{}]+)\{", bare):
            for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector):
                is_made = any(name.startswith(start) for start in made)
                if name not in words and not is_made and not name.startswith("leaflet-"):
                    unused.append(f"{sheet.name}: {name}")
    assert sorted(set(unused)) == []


def test_no_comment_of_a_template_ends_up_in_a_page() -> None:
    """Django leaves a comment of more than one line as it is, for all readers to see."""
    loose = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*")
        if path.is_file()
        for line in path.read_text().splitlines()
        if "{#" in line and "#}" not in line.partition("{#")[2]
    ]
    assert loose == []
