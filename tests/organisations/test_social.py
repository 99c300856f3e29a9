"""A post on social media becomes plain text, whatever the service sends."""

import datetime
import json
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from organisations.social import (
    Service,
    SocialPost,
    SocialPostError,
    fetch_post,
    plain_text,
    read_address,
)
from tests.local_server import LocalServer, Reply, local_server

STATUS = {
    "id": "110000000000000001",
    "created_at": "2026-03-11T23:30:00.000Z",
    "sensitive": False,
    "spoiler_text": "",
    "visibility": "public",
    "language": "nl",
    "uri": "https://social.example/users/logius/statuses/110000000000000001",
    "url": "https://social.example/@logius/110000000000000001",
    "content": (
        '<p>Vandaag open: <a href="https://logius.nl/balie" rel="nofollow noopener">'
        '<span class="invisible">https://</span><span class="">logius.nl/balie</span></a><br />'
        "Kom &amp; kijk &lt;3</p><p>Tot zo!</p><script>alert(1)</script>"
    ),
    "media_attachments": [],
    "account": {
        "id": "1",
        "username": "logius",
        "acct": "logius",
        "display_name": "Logius <b>nieuws</b>",
        "url": "https://social.example/@logius",
    },
}
BLUESKY_POST = {
    "uri": "at://did:plc:abc123/app.bsky.feed.post/3kabc",
    "cid": "bafyrei",
    "author": {"did": "did:plc:abc123", "handle": "rvo.bsky.social", "displayName": "RVO"},
    "record": {
        "$type": "app.bsky.feed.post",
        "text": "1 < 2 & klaar.\nTweede regel.",
        "createdAt": "2026-01-05T10:00:00.000Z",
    },
    "indexedAt": "2026-01-05T10:00:01.000Z",
}
X_POST = {
    "url": "https://twitter.com/minbzk/status/133640144317198338",
    "author_name": "Ministerie van BZK",
    "author_url": "https://twitter.com/minbzk",
    "html": (
        '<blockquote class="twitter-tweet"><p lang="nl" dir="ltr">Nieuw: de kaart. '
        '<a href="https://t.co/x">pic.twitter.com/AbC1</a></p>&mdash; Ministerie van BZK (@minbzk) '
        '<a href="https://twitter.com/minbzk/status/133640144317198338">November 7, 2011</a>'
        "</blockquote>\n\n"
    ),
    "type": "rich",
    "provider_name": "Twitter",
    "version": "1.0",
}


ACCOUNT_ELSEWHERE = {**STATUS["account"], "acct": "kok@elders.example", "display_name": ""}
WARNED = {**STATUS, "spoiler_text": "over eten", "content": "<p>Soep</p>"}
REPLIES = {
    ("/api/v1/statuses/110000000000000001", ""): Reply(json.dumps(STATUS)),
    ("/api/v1/statuses/2", ""): Reply(json.dumps({**WARNED, "account": ACCOUNT_ELSEWHERE})),
    ("/api/v1/statuses/3", ""): Reply('{"error": "Unprocessable"}', status=422),
    ("/api/v1/statuses/4", ""): Reply('["geen", "status"]'),
    ("/api/v1/statuses/5", ""): Reply("<html>Geen API</html>", content_type="text/html"),
    ("/xrpc/com.atproto.identity.resolveHandle", "rvo.bsky.social"): Reply(
        '{"did": "did:plc:abc123"}'
    ),
    ("/xrpc/app.bsky.feed.getPosts", BLUESKY_POST["uri"]): Reply(
        json.dumps({"posts": [BLUESKY_POST]})
    ),
    ("/xrpc/app.bsky.feed.getPosts", "at://did:plc:abc123/app.bsky.feed.post/weg"): Reply(
        '{"posts": []}'
    ),
    ("/oembed", X_POST["url"]): Reply(json.dumps(X_POST)),
}


def answer(path: str, query: dict[str, list[str]]) -> Reply:
    asked = next((query[name][0] for name in ("handle", "uris", "url") if name in query), "")
    return REPLIES.get((path, asked), Reply('{"error": "Record not found"}', status=404))


@pytest.fixture
def services(settings: Settings) -> Iterator[LocalServer]:
    with local_server(answer) as server:
        settings.BLUESKY_API_URL = f"{server.url}/xrpc"
        settings.X_OEMBED_URL = f"{server.url}/oembed"
        yield server


def test_a_post_on_mastodon(services: LocalServer) -> None:
    assert fetch_post(f"{services.url}/@logius/110000000000000001") == SocialPost(
        author="Logius <b>nieuws</b>",
        handle="@logius@127.0.0.1",
        date=datetime.date(2026, 3, 12),
        text="Vandaag open: https://logius.nl/balie\nKom & kijk <3\n\nTot zo!",
    )


def test_a_warning_comes_first_and_an_account_from_elsewhere_keeps_its_home(
    services: LocalServer,
) -> None:
    post = fetch_post(f"{services.url}/@kok@elders.example/2")
    assert post.text == "over eten\n\nSoep"
    assert (post.author, post.handle) == ("kok@elders.example", "@kok@elders.example")


@pytest.mark.parametrize("user", ["rvo.bsky.social", "did:plc:abc123"])
def test_a_post_on_bluesky(services: LocalServer, user: str) -> None:
    assert fetch_post(f"https://bsky.app/profile/{user}/post/3kabc") == SocialPost(
        author="RVO",
        handle="@rvo.bsky.social",
        date=datetime.date(2026, 1, 5),
        text="1 < 2 & klaar.\nTweede regel.",
    )


def test_a_post_on_x_has_its_date_in_its_number(services: LocalServer) -> None:
    assert fetch_post("https://x.com/minbzk/status/133640144317198338?s=20") == SocialPost(
        author="Ministerie van BZK",
        handle="@minbzk",
        date=datetime.date(2011, 11, 7),
        text="Nieuw: de kaart.",
    )


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("{}/@logius/999", "bestaat niet meer"),
        ("{}/@logius/3", "geeft dit bericht nu niet"),
        ("{}/@logius/4", "geeft dit bericht nu niet"),
        ("{}/@logius/5", "geeft dit bericht nu niet"),
        ("https://bsky.app/profile/did:plc:abc123/post/weg", "bestaat niet meer"),
        ("https://x.com/minbzk/status/1", "bestaat niet meer"),
        ("https://x.com/minbzk", "geen adres van een bericht"),
        ("http://10.0.0.1/@logius/1", "geeft dit bericht nu niet"),
        ("onzin", "geen adres van een bericht"),
    ],
)
def test_what_cannot_be_read_is_said_in_dutch(services: LocalServer, url: str, word: str) -> None:
    with pytest.raises(SocialPostError, match=word):
        fetch_post(url.format(services.url))


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://social.overheid.nl/@logius/110000000000000001", Service.MASTODON),
        ("https://mastodon.nl/@iemand@social.overheid.nl/1", Service.MASTODON),
        ("https://mastodon.nl/users/iemand/statuses/12", Service.MASTODON),
        ("https://bsky.app/profile/a.bsky.social/post/3k", Service.BLUESKY),
        ("https://twitter.com/a/status/1/photo/1", Service.X),
        ("https://bsky.app/profile/a.bsky.social", None),
        ("https://mastodon.nl/@iemand", None),
        ("https://www.rijksoverheid.nl/nieuws", None),
        ("javascript:alert(1)//x.com/a/status/1", None),
        ("https://[::1/@a/1", None),
    ],
)
def test_which_addresses_are_posts(url: str, service: Service | None) -> None:
    address = read_address(url)
    assert (address and address.service) == service


def test_markup_from_outside_becomes_words() -> None:
    assert plain_text("<img src=x onerror=alert(1)>Dag<br>allen &lt;script&gt;") == (
        "Dag\nallen <script>"
    )
