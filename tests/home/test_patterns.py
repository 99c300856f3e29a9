"""The pattern page: everything that pages are made of, for administrators only."""

import html
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from home.patterns import exchange
from home.patterns.components import NOT_SHOWN, PATTERNS
from home.patterns.own import OWN
from organisations.blocks import BodyBlock
from tests.bodies import document
from tests.factories import ImageFactory, PostFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db


COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"


def page_for(person: object) -> BeautifulSoup:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    response = client.get(reverse("patterns"))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_every_component_is_shown() -> None:
    """A new component needs a pattern in home/patterns/components.py."""
    shown = {pattern.name for pattern in PATTERNS}
    assert shown | NOT_SHOWN == {path.stem for path in COMPONENTS.glob("*.html")}


def test_every_part_of_the_exchange_is_shown() -> None:
    """A new part or form needs a pattern in home/patterns/exchange.py or own.py."""
    folder = COMPONENTS.parent / "exchange"
    parts = {
        str(path.relative_to(folder).with_suffix(""))
        for path in folder.rglob("*.html")
        if not {"admin", "mail"} & set(path.relative_to(folder).parts)
    }
    patterns = [*exchange.EXCHANGED, *OWN]
    shown = {pattern.name.removeprefix("exchange/") for pattern in patterns}
    assert shown | exchange.NOT_SHOWN == parts
    assert not shown & exchange.NOT_SHOWN


def test_an_administrator_sees_every_component_and_block_in_all_states(
    government: Government,
) -> None:
    ImageFactory()
    document("plan.pdf")
    PostFactory().save_revision().publish()
    PostFactory().save_revision().publish()
    page = page_for(government.people[ADMINISTRATOR])
    assert {title["data-block"] for title in page.select("[data-block]")} == set(
        BodyBlock().child_blocks
    )
    for section in page.select(".patterns > section"):
        frames = section.find_all("iframe")
        assert frames or section.select_one("[data-pattern=read_on]"), section.h2
        for frame in frames:
            assert frame["title"]
            piece = BeautifulSoup(frame["srcdoc"], "html.parser")
            assert piece.body.find(True), frame["title"]
            assert not piece.select("[style], style, script:not([src])"), frame["title"]
            assert "None" not in piece.body.get_text(" ").split(), frame["title"]
    text = html.unescape(str(page))
    for state in (
        "head--paars",
        "kind--behoefte",
        "block--callout-warning",
        "error-summary",
        "comment--own",
        "comments__closed",
        "answer__helpers",
        "spread__tree",
        "adopted-from",
        "close__why",
        "comment-form__parent",
        "followings__gone",
    ):
        assert state in text


def test_an_empty_site_has_a_pattern_page_too(government: Government) -> None:
    assert "zodra de site een afbeelding" in page_for(government.people[ADMINISTRATOR]).get_text()


@pytest.mark.parametrize("role", [COMMUNICATOR, MODERATOR])
def test_others_do_not_get_in_and_see_no_link(government: Government, role: str) -> None:
    client = Client()
    client.force_login(government.people[role])
    response = client.get(reverse("patterns"))
    assert response.status_code != 200
    assert reverse("patterns") not in client.get("/cms/").content.decode()


def test_a_reader_is_sent_to_the_door(client: Client) -> None:
    response = client.get(reverse("patterns"))
    assert response.status_code == 302
    assert response["Location"].startswith("/cms/login/")


def test_the_menu_leads_an_administrator_there(government: Government) -> None:
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    assert reverse("patterns") in client.get("/cms/").content.decode()
