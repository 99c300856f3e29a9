"""Every page offers Atom: in its head for feed readers, and as a link for people."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from organisations.models import Kind, State
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db
ALTERNATE = re.compile(
    r'<link rel="alternate"\s+type="application/atom\+xml"\s+title="([^"]+)"\s+href="([^"]+)"'
)


def test_every_page_offers_its_feed_and_that_feed_is_there() -> None:
    ministry = MinistryFactory(slug="bzk")
    organisation = OrganisationFactory(parent=ministry, slug="logius")
    location = LocationFactory(page=organisation)
    TopicFactory(slug="werk")
    # Comments close after a while, and with them the ways to follow them.
    new = {"parent": organisation, "first_published_at": timezone.now()}
    question = PostFactory(kind=Kind.QUESTION, state=State.OPEN, **new)
    message = PostFactory(kind=Kind.MESSAGE, **new)
    silent = PostFactory(kind=Kind.MESSAGE, comments_enabled=False, **new)
    standard = StandardPageFactory(slug="over")
    index_everything()
    building = f"/locaties/{location.building_key}/"
    expected = {
        "/": "/feed/",
        standard.url: "/feed/",
        ministry.url: "/bzk/feed/",
        organisation.url: "/bzk/logius/feed/",
        question.url: f"/volgen/reacties/{question.pk}/feed/",
        message.url: f"/volgen/reacties/{message.pk}/feed/",
        silent.url: "/bzk/logius/feed/",
        building: f"/zoeken/feed/?gebouw={location.building_key}",
        "/locaties/": "/feed/",
        "/onderwerpen/": "/feed/",
        "/onderwerpen/werk/": "/onderwerpen/werk/feed/",
        "/zoeken/?soort=vraag": "/zoeken/feed/?soort=vraag",
        "/zoeken/?nabij=2511+DP&straal=5": "/zoeken/feed/?nabij=2511+DP&amp;straal=5",
        "/kaart/": "/feed/",
        "/kaart/?soort=vraag": "/zoeken/feed/?soort=vraag",
        "/week/": "/week/feed/",
        "/volgen/": "/feed/",
    }
    feeds = set()
    for address, feed in expected.items():
        text = Client().get(address).content.decode()
        offered = [href for _title, href in ALTERNATE.findall(text)]
        assert offered[0] == feed, address
        assert len(offered) == len(set(offered)), address
        if address != silent.url:
            assert f'<a class="nl-link" href="{feed}"' in " ".join(
                text.replace("footer__link", "nl-link").split()
            ), address
        feeds |= {href.replace("&amp;", "&") for href in offered}
    for feed in feeds:
        answer = Client().get(feed)
        assert answer.status_code == 200, feed
        assert answer["Content-Type"].startswith("application/atom+xml")


def test_the_feeds_of_private_pages_are_not_named() -> None:
    """The page of one's own followings offers no address that holds its key."""
    text = Client().get("/volgen/overzicht/").content.decode()
    assert [href for _title, href in ALTERNATE.findall(text)] == ["/feed/"]
