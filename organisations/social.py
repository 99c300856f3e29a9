"""Posts on Mastodon, Bluesky and X, read once through the service's public interface.

What comes back is plain text that we keep ourselves; readers never call these services.

Sources: https://docs.joinmastodon.org/methods/statuses/#get,
https://docs.bsky.app/docs/api/app-bsky-feed-get-posts and
https://developer.x.com/en/docs/x-for-websites/oembed-api
"""

import datetime
import html
import re
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

import nh3
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from cms.core import http

FETCH_SECONDS = 5.0
MAX_TEXT = 5000
MAX_NAME = 120
X_HOSTS = {"x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"}
BLUESKY_HOSTS = {"bsky.app", "www.bsky.app"}
# An id on X holds its moment in milliseconds, counted from this one.
X_EPOCH_MS = 1_288_834_974_657

_X_PATH = re.compile(r"/(?P<user>\w{1,15})/status(?:es)?/(?P<id>\d{1,20})(?:/.*)?")
_BLUESKY_PATH = re.compile(r"/profile/(?P<user>[\w.:-]+)/post/(?P<id>[\w-]{1,64})/?")
_MASTODON_PATH = re.compile(
    r"/(?:web/|deck/)?(?:@(?P<user>[\w.-]+(?:@[\w.:-]+)?)|users/(?P<actor>[\w.-]+)/statuses)"
    r"/(?P<id>\d{1,25})/?"
)


class Service(models.TextChoices):
    """The services whose posts we can show."""

    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"
    X = "x", "X"


class Address(NamedTuple):
    """Where a post is: its service, who posted it and its number there."""

    service: Service
    user: str
    post_id: str
    site: SplitResult


@dataclass(frozen=True)
class SocialPost:
    """What a post said, as plain text."""

    author: str
    handle: str
    date: datetime.date | None
    text: str


class SocialPostError(Exception):
    """A post could not be read; the message says why, in Dutch, for the editor."""


def read_address(url: str) -> Address | None:
    """Which post an address stands for; None when it is not the address of a post."""
    try:
        site = urlsplit(url.strip())
        host = (site.hostname or "").lower()
    except ValueError:
        return None
    if site.scheme not in ("http", "https") or not host:
        return None
    if host in X_HOSTS:
        service, pattern = Service.X, _X_PATH
    elif host in BLUESKY_HOSTS:
        service, pattern = Service.BLUESKY, _BLUESKY_PATH
    else:
        service, pattern = Service.MASTODON, _MASTODON_PATH
    match = pattern.fullmatch(site.path)
    if not match:
        return None
    user = match["user"] or match.groupdict().get("actor") or ""
    return Address(service, user, match["id"], site)


def fetch_post(url: str) -> SocialPost:
    """Read a post through its service's public interface.

    Raises SocialPostError when the address is no post, or the service does not give it.
    """
    address = read_address(url)
    if address is None:
        raise SocialPostError(
            _("Dit is geen adres van een bericht op Mastodon, Bluesky of X. Open het bericht zelf.")
        )
    readers = {
        Service.MASTODON: _read_mastodon,
        Service.BLUESKY: _read_bluesky,
        Service.X: _read_x,
    }
    try:
        post = readers[address.service](address)
    except http.StatusError as error:
        if error.status in (401, 403, 404, 410):
            raise SocialPostError(
                _("Dit bericht bestaat niet meer of is niet openbaar.")
            ) from error
        raise SocialPostError(_unreachable(address)) from error
    except (http.OutboundError, KeyError, IndexError, TypeError, ValueError) as error:
        raise SocialPostError(_unreachable(address)) from error
    if not post.text:
        raise SocialPostError(_("Dit bericht heeft geen tekst."))
    return post


def _unreachable(address: Address) -> str:
    return str(_("%(service)s geeft dit bericht nu niet.")) % {"service": address.service.label}


def plain_text(markup: str) -> str:
    """The words of a piece of HTML from outside, with its line breaks and nothing else."""
    lines = re.sub(r"(?i)<br\s*/?>", "\n", markup)
    lines = re.sub(r"(?i)</p>\s*<p", "\n\n<p", lines)
    words = html.unescape(nh3.clean(lines, tags=set()))
    words = words.replace("\x00", "").replace("\xa0", " ")
    return "\n".join(line.strip() for line in words.strip().splitlines())[:MAX_TEXT]


def _line(value: Any) -> str:
    """A name from outside: one line of plain text, not too long."""
    return " ".join(plain_text(html.escape(str(value or ""))).split())[:MAX_NAME]


def _day(moment: str) -> datetime.date | None:
    """The day, in the Netherlands, of a moment in ISO 8601."""
    found = parse_datetime(moment)
    return timezone.localtime(found).date() if found and timezone.is_aware(found) else None


def _read_mastodon(address: Address) -> SocialPost:
    root = f"{address.site.scheme}://{address.site.netloc}"
    status = http.fetch(f"{root}/api/v1/statuses/{address.post_id}", seconds=FETCH_SECONDS).json()
    account = status["account"]
    name = _line(account["acct"])
    warning = _line(status.get("spoiler_text"))
    text = plain_text(status["content"])
    return SocialPost(
        author=_line(account.get("display_name")) or name,
        handle=f"@{name}" if "@" in name else f"@{name}@{address.site.hostname}",
        date=_day(status["created_at"]),
        text=f"{warning}\n\n{text}" if warning else text,
    )


def _read_bluesky(address: Address) -> SocialPost:
    root = settings.BLUESKY_API_URL
    did = address.user
    if not did.startswith("did:"):
        did = http.fetch(
            f"{root}/com.atproto.identity.resolveHandle",
            params={"handle": address.user},
            seconds=FETCH_SECONDS,
        ).json()["did"]
    posts = http.fetch(
        f"{root}/app.bsky.feed.getPosts",
        params={"uris": f"at://{did}/app.bsky.feed.post/{address.post_id}"},
        seconds=FETCH_SECONDS,
    ).json()["posts"]
    if not posts:
        raise http.StatusError(404)
    author, record = posts[0]["author"], posts[0]["record"]
    handle = _line(author["handle"])
    return SocialPost(
        author=_line(author.get("displayName")) or handle,
        handle=f"@{handle}",
        date=_day(record["createdAt"]),
        text=plain_text(html.escape(record["text"])),
    )


def _read_x(address: Address) -> SocialPost:
    oembed = http.fetch(
        settings.X_OEMBED_URL,
        params={
            "url": f"https://twitter.com/{address.user}/status/{address.post_id}",
            "omit_script": "1",
            "dnt": "true",
        },
        seconds=FETCH_SECONDS,
    ).json()
    words = re.search(r"(?s)<p[^>]*>(.*?)</p>", oembed["html"])
    text = plain_text(words[1]) if words else ""
    seconds = ((int(address.post_id) >> 22) + X_EPOCH_MS) / 1000
    return SocialPost(
        author=_line(oembed["author_name"]),
        handle="@" + _line(urlsplit(oembed["author_url"]).path.strip("/")),
        date=datetime.datetime.fromtimestamp(seconds, timezone.get_default_timezone()).date(),
        # A photo is a short address at the end, which says nothing without the photo.
        text=re.sub(r"\s*pic\.(?:twitter|x)\.com/\w+$", "", text),
    )
