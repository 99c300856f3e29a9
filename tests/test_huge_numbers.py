"""A number that no database holds is the number of nothing: never an error, in any address."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.urls.converters import IntConverter
from django.urls.resolvers import RoutePattern

from cms.core.keys import LONGEST_KEY, is_key
from organisations.models import Kind
from tests.factories import OrganisationFactory, PostFactory, UserFactory
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[1]
ROOMS = ("cms", "home", "exchange", "search", "organisations")
HUGE = "9" * 30
# The longest that the addresses take, and what else is no key.
NUMBERS = ["9" * LONGEST_KEY, HUGE, "9" * 4_000, "-1", "٣", "1e9", "%00"]
PUBLIC = [
    "/volgen/reacties/{}/",
    "/volgen/reacties/{}/feed/",
    "/reageren/{}/",
    "/helpen/{}/",
    "/helpen/{}/bedankt/",
    "/kennismaken/{}/1/",
    "/kennismaken/1/{}/",
    "/kaart/tegels/{}/1/1.png",
    "/kaart/tegels/1/{}/1.png",
    "/kaartje/{}.png",
    "/documents/{}/naam.pdf",
    "/locaties/{}/",
    "/onderwerpen/{}/",
    "/{}/feed/",
    "/{}/",
]
QUESTIONS = [
    "/volgen/?bericht={}",
    "/volgen/?traject={}",
    "/zoeken/?bericht={}",
    "/zoeken/?traject={}",
    "/zoeken/?pagina={}",
    "/zoeken/?straal={}&nabij=Utrecht",
    "/zoeken/feed/?bericht={}",
    "/zoeken/resultaten.json?bericht={}",
    "/kaart/?bericht={}&pagina={}",
    "/kaart/punten.json?bericht={}",
    "/trajecten/?pagina={}&traject={}",
    "/trajecten/vergelijk/?traject={}",
    "/reageren/melden/?reactie={}",
    "/week/?week={}",
]
CMS_QUESTIONS = [
    "/cms/snel/?organisatie={}",
    "/cms/mensen/uitnodigen/?rol=moderator&plaats={}",
    "/cms/choose-page/chosen-multiple/?id={}",
    "/cms/reports/incomplete/?ministerie={}",
]


def patterns(resolver: Any, above: str = "/") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every address made of routes: how it is written, with what stands in it."""
    for each in resolver.url_patterns:
        if not isinstance(each.pattern, RoutePattern) and not isinstance(each, URLResolver):
            continue
        written = f"{above}{each.pattern if isinstance(each.pattern, RoutePattern) else ''}"
        if isinstance(each, URLResolver):
            yield from patterns(each, written)
        else:
            yield written, each.pattern.converters


def numbered() -> list[str]:
    """The addresses with a number in them, each number written as a huge one."""
    huge = {"key": "9" * LONGEST_KEY, "int": HUGE}
    return [
        re.sub(r"<(?:(\w+):)?\w+>", lambda found: huge.get(found[1], "a"), written)
        for written, converters in patterns(get_resolver())
        if any(isinstance(each, IntConverter) for each in converters.values())
    ]


def test_our_own_addresses_take_no_longer_number_than_a_database_does() -> None:
    sources = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert any("<key:" in path.read_text(encoding="utf-8") for path in sources)
    assert not [path for path in sources if "<int:" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_reader_is_told_that_a_page_with_such_a_number_does_not_exist(
    client: Client, number: str
) -> None:
    OrganisationFactory()
    for address in PUBLIC:
        answer = client.get(address.replace("{}", number))
        # A form for comments says in words that there is nothing to react to (any more).
        assert answer.status_code in (404, 410), address
        posted = client.post(address.replace("{}", number), {"name": "x"})
        assert posted.status_code in (404, 405, 410), address


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_a_question_is_answered_with_a_page_or_a_clear_word(
    client: Client, number: str
) -> None:
    PostFactory(parent=OrganisationFactory(), kind=Kind.QUESTION)
    index_everything()
    client.force_login(UserFactory(is_superuser=True))
    for address in [*QUESTIONS, *CMS_QUESTIONS]:
        answer = client.get(address.replace("{}", number))
        assert answer.status_code in (200, 302, 400, 404, 410), address


def test_no_screen_of_the_cms_breaks_on_a_huge_number(client: Client) -> None:
    OrganisationFactory()
    client.force_login(UserFactory(is_superuser=True))
    addresses = numbered()
    assert len(addresses) > 60
    for address in addresses:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code < 500, address


def test_a_key_is_what_a_database_can_hold() -> None:
    assert is_key(1)
    assert is_key("9" * LONGEST_KEY)
    for no_key in ("", "-1", "+1", "1.0", "٣", "9" * (LONGEST_KEY + 1), None, "1 "):
        assert not is_key(no_key), no_key
    assert int("9" * LONGEST_KEY) < 2**63
