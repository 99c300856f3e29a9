"""A message above the pages: who may write it, where it stands, and from when to when."""

import datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import Level, SiteMessage
from tests.factories import PostFactory, home_page
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
INDEX = "/cms/mededelingen/"


def message(place: Any = None, **values: Any) -> SiteMessage:
    return SiteMessage.objects.create(
        **{"place": place or home_page(), "text": "Maandag is het loket dicht.", **values}
    )


def told(client: Client, url: str) -> list[str]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [" ".join(each.get_text(" ").split()) for each in soup.select(".message")]


def form(place: Any, **values: Any) -> dict[str, Any]:
    return {
        "place": place.pk,
        "level": "info",
        "text": "Het loket is dicht.",
        "starts_at": "2026-01-01 08:00",
        "ends_at": "2036-01-01 08:00",
        **values,
    }


def test_a_message_of_the_site_stands_above_every_page(client: Client, government) -> None:
    message(text="De site wordt onderhouden.")
    post = PostFactory(parent=government.logius)
    for url in ("/", government.ministry.url, post.url, "/zoeken/", "/kaart/", "/bestaat-niet/"):
        assert told(client, url) == ["De site wordt onderhouden."], url


def test_a_message_of_a_ministry_stands_above_its_own_pages_only(
    client: Client, government
) -> None:
    message(government.ministry, text="Ons gebouw is dicht.")
    post = PostFactory(parent=government.logius)
    for url in (government.ministry.url, government.logius.url, post.url):
        assert told(client, url) == ["Ons gebouw is dicht."], url
    for url in ("/", "/zoeken/", government.other_ministry.url, government.duo.url):
        assert told(client, url) == [], url


def test_the_most_urgent_message_comes_first_and_says_so_in_words(client: Client) -> None:
    message(text="Er is een nieuwe kaart.")
    message(text="De mail ligt plat.", level=Level.URGENT)
    message(text="Zoeken is traag.", level=Level.WARNING)
    assert told(client, "/") == [
        "De mail ligt plat.",
        "Zoeken is traag.",
        "Er is een nieuwe kaart.",
    ]
    html = client.get("/").content.decode()
    assert 'aria-label="Dringend:"' in html
    assert 'aria-label="Waarschuwing:"' in html


def test_a_message_comes_and_goes_at_its_own_time_and_no_cache_keeps_it_longer(
    client: Client,
) -> None:
    now = timezone.now()
    message(starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    with time_machine.travel(now, tick=False) as clock:
        assert told(client, "/") == []
        clock.shift(HOUR - datetime.timedelta(seconds=20))
        assert told(client, "/") == []
        assert "max-age=20" in client.get("/")["Cache-Control"]
        clock.shift(datetime.timedelta(seconds=20))
        assert len(told(client, "/")) == 1
        assert "max-age=60" in client.get("/")["Cache-Control"]
        clock.shift(HOUR - datetime.timedelta(seconds=5))
        assert "max-age=5" in client.get("/")["Cache-Control"]
        clock.shift(datetime.timedelta(seconds=5))
        assert told(client, "/") == []


def test_a_changed_message_is_seen_at_once(client: Client) -> None:
    each = message()
    assert told(client, "/")
    each.text = "Dinsdag ook."
    each.save()
    assert told(client, "/") == ["Dinsdag ook."]
    each.delete()
    assert told(client, "/") == []


def test_what_is_typed_in_a_message_is_shown_as_text(client: Client) -> None:
    message(
        text="<script>alert(1)</script>", link_text="Meer", link_url="https://voorbeeld.example/"
    )
    html = client.get("/").content.decode()
    assert "<script>alert" not in html
    assert 'href="https://voorbeeld.example/"' in html


def test_messages_cost_no_query_more(client: Client, government) -> None:
    def count() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(government.logius.url)
        return len(captured)

    count()
    without = count()
    for _number in range(3):
        message()
        message(government.ministry)
    assert count() == without


def test_a_message_ends_after_it_starts_and_its_link_is_whole() -> None:
    now = timezone.now()
    wrong = SiteMessage(
        place=home_page(),
        text="Dicht",
        starts_at=now,
        ends_at=now - HOUR,
        link_url="https://voorbeeld.example/",
    )
    with pytest.raises(ValidationError) as error:
        wrong.full_clean()
    assert set(error.value.message_dict) == {"ends_at", "link_text"}


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (ADMINISTRATOR, {"home", "own", "other"}),
        (CENTRAL, {"own", "other"}),
        (MODERATOR, {"own"}),
        (COMMUNICATOR, set()),
        (NOBODY, set()),
    ],
)
def test_people_write_messages_where_they_may_speak_and_nowhere_else(
    client: Client, government: Government, person: str, may: set[str]
) -> None:
    client.force_login(government.people[person])
    places = {
        "home": government.home,
        "own": government.ministry,
        "other": government.other_ministry,
    }
    for name, place in places.items():
        text = f"Gemaakt voor {name}"
        answer = client.post(f"{INDEX}new/", form(place, text=text))
        assert SiteMessage.objects.filter(text=text).exists() == (name in may), (name, answer)
        each = message(place, text=f"Van {name}")
        listed = client.get(INDEX)
        assert (f"Van {name}" in listed.content.decode()) == (name in may)
        client.post(f"{INDEX}edit/{each.pk}/", form(place, text=f"Anders {name}"))
        assert SiteMessage.objects.filter(text=f"Anders {name}").exists() == (name in may)
        for address in (f"history/{each.pk}/", f"usage/{each.pk}/", f"edit/{each.pk}/"):
            assert (client.get(INDEX + address).status_code == 200) == (name in may), address
        client.post(f"{INDEX}delete/{each.pk}/")
        assert SiteMessage.objects.filter(pk=each.pk).exists() == (name not in may)


def test_a_moderator_cannot_move_a_message_to_the_whole_site(
    client: Client, government: Government
) -> None:
    each = message(government.ministry)
    client.force_login(government.people[MODERATOR])
    answer = client.post(f"{INDEX}edit/{each.pk}/", form(government.home))
    assert answer.status_code == 200, "the form comes back with a word about it"
    each.refresh_from_db()
    assert each.place_id == government.ministry.pk
