"""What the tests of following have in common."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from exchange.digests.send import send_due
from exchange.matching import match_all
from exchange.models import Follower, Following, Frequency
from exchange.questions import remember
from organisations.models import BlogPostPage
from search.filters import Filter
from tests.factories import PostFactory

ANNA, BEN = "anna@voorbeeld.example", "ben@voorbeeld.example"
HERE = {"HTTP_ORIGIN": "http://testserver"}


def ask(query: str = "", email: str = ANNA, frequency: str = "dag", **extra: Any) -> Any:
    """Post the form as a browser does."""
    data = {"email": email, "frequency": frequency, "website": ""}
    return Client().post(f"/volgen/?{query}", data, **{**HERE, **extra})


def link_in(message: Any, step: str) -> str:
    """The path of a link in a mail: `bevestigen`, `overzicht` or `stoppen`."""
    found = re.search(rf"https?://\S+/volgen/{step}/\S+", str(message.body))
    assert found, message.body
    return urlsplit(found[0]).path


def confirmed(email: str = ANNA, frequency: str = Frequency.NOW, **asked: Any) -> Following:
    """Somebody who follows, without going through the form."""
    follower, _is_new = Follower.objects.get_or_create(email=email)
    return Following.objects.create(
        follower=follower,
        question=remember(Filter.of(**asked)),
        frequency=frequency,
        confirmed_at=timezone.now(),
    )


def written(parent: Page, title: str = "Nieuws", **fields: Any) -> BlogPostPage:
    """A post that is published for the first time; its followers were not looked up yet."""
    topics, place = fields.pop("topics", []), fields.pop("place", None)
    post = PostFactory(
        parent=parent, title=title, live=False, first_published_at=None, place=place, **fields
    )
    post.topics.set(topics)
    post.save_revision().publish()
    return BlogPostPage.objects.get(pk=post.pk)


def published(parent: Page, title: str = "Nieuws", **fields: Any) -> BlogPostPage:
    """A post that is published for the first time, and put in the queue of its followers."""
    post = written(parent, title, **fields)
    match_all()
    return post


def changed(post: BlogPostPage, **fields: Any) -> BlogPostPage:
    """The post published again with changes."""
    fresh = BlogPostPage.objects.get(pk=post.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    match_all()
    return BlogPostPage.objects.get(pk=post.pk)


def sent(now: datetime.datetime | None = None) -> list[Any]:
    """The mails that go out in one run."""
    mail.outbox.clear()
    send_due(now)
    return list(mail.outbox)
