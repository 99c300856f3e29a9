"""What runs and what can be set is written down, so that who keeps the site misses nothing."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("cms", "home", "exchange", "search", "organisations")
# What the site needs of Wagtail and Django beside its own commands.
OF_OTHERS = {"publish_scheduled", "clearsessions"}


def words(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def commands() -> set[str]:
    """The commands of the site itself."""
    return {
        path.stem
        for room in ROOMS
        for path in (ROOT / room).rglob("management/commands/*.py")
        if path.stem != "__init__"
    }


def test_every_command_stands_in_the_table() -> None:
    table = words("architecture.md").partition("## Commands")[2].partition("## Settings")[0]
    written = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`(\w+)", line.partition(" | ")[0])
    }
    assert commands() <= written


def test_what_must_run_by_itself_exists_and_has_its_line_for_cron() -> None:
    told, _fence, lines = words("operation.md").partition("```")
    by_itself = set(re.findall(r"`manage\.py (\w+)", told))
    in_cron = set(re.findall(r"manage\.py (\w+)", lines.partition("```")[0]))
    assert by_itself == in_cron
    assert by_itself - OF_OTHERS <= commands()
    assert by_itself >= OF_OTHERS


def test_every_setting_from_the_environment_is_told() -> None:
    settings = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "cms" / "settings").glob("*.py")
    )
    names = set(re.findall(r"\benv(?:\.\w+)?\(\s*\"(\w+)\"", settings))
    assert len(names) > 40
    told = words("architecture.md") + words("operation.md")
    assert not [name for name in names if f"`{name}" not in told]


def test_decisions_are_numbered_once_and_every_reference_leads_to_one() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))
    for path in (ROOT / "docs").rglob("*.md"):
        for link in re.findall(r"\]\(((?:decisions/)?\d{4}-[\w-]+\.md)\)", path.read_text("utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"
