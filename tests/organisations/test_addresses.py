"""No page may have a word of the site's own addresses as its own."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLPattern, URLResolver

from organisations.addresses import RESERVED_AT_ROOT
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory, StandardPageFactory

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["zoeken", "kaart", "en", "cms", "feed"])
def test_a_page_below_the_home_page_may_not_hide_an_address_of_the_site(slug: str) -> None:
    for factory in (MinistryFactory, StandardPageFactory):
        with pytest.raises(ValidationError, match="De site gebruikt het woord"):
            factory(slug=slug)


def test_deeper_in_the_tree_only_the_feed_is_taken() -> None:
    organisation = OrganisationFactory(slug="kaart")
    assert PostFactory(parent=organisation, slug="zoeken").url.endswith("/kaart/zoeken/")
    with pytest.raises(ValidationError, match="feed"):
        PostFactory(parent=organisation, slug="feed")


def test_an_existing_page_cannot_be_renamed_to_such_a_word() -> None:
    page = MinistryFactory(slug="bzk")
    page.slug = "onderwerpen"
    with pytest.raises(ValidationError, match="onderwerpen"):
        page.save()


def test_every_first_word_of_an_address_of_the_site_is_on_the_list() -> None:
    words = {word for word in _first_words(get_resolver().url_patterns) if SLUG.fullmatch(word)}
    assert {"cms", "zoeken", "kaart"} <= words
    assert words <= RESERVED_AT_ROOT


def _first_words(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """The first part of each address, without those that are made by the tree."""
    words = []
    for pattern in patterns:
        route = str(pattern.pattern)
        own_prefix = isinstance(pattern.pattern, LocalePrefixPattern) or route in {"", "^"}
        if own_prefix and isinstance(pattern, URLResolver):
            words += _first_words(pattern.url_patterns)
        else:
            words.append(route.removeprefix("^").split("/")[0])
    return words
