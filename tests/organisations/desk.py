"""What the tests of the overview and of the queue have in common."""

import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from organisations.models import BlogPostPage, OrganisationPage
from organisations.moderation.workflow import ensure_workflow
from tests.organisations.people import (
    COMMUNICATOR,
    Government,
    draft_by,
)

HOME = "wagtailadmin_home"
QUEUE = "moderation_queue"


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def screen(client: Client, name: str, **query: str) -> str:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return str(response.content.decode())


def report(government: Government, person: str, name: str, **query: str) -> str:
    """What a report shows this person, or the file that comes of it with `export="csv"`."""
    response = signed_in(government, person).get(reverse(f"{name}_results"), query)
    assert response.status_code == 200
    if "export" in query:
        return b"".join(response.streaming_content).decode()
    return str(response.content.decode())


def days_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def submit(
    government: Government, title: str, organisation: OrganisationPage | None = None
) -> BlogPostPage:
    """A post of the communicator that waits for the moderator."""
    writer = government.people[COMMUNICATOR]
    post = draft_by(writer, organisation or government.logius, title=title)
    ensure_workflow(government.home).start(post, writer)
    return post


def state_of(post: BlogPostPage) -> TaskState:
    return TaskState.objects.get(revision__object_id=str(post.pk), status="in_progress")


def let_wait(post: BlogPostPage, days: int) -> None:
    TaskState.objects.filter(pk=state_of(post).pk).update(started_at=days_ago(days))


def decide(client: Client, post: BlogPostPage, decision: str, comment: str = "") -> Any:
    url = reverse("moderation_decision", args=[post.pk, decision, state_of(post).pk])
    return client.post(url, {"comment": comment, "next": reverse(QUEUE)})


def parts(text: str) -> dict[str, str]:
    """The panels of the overview, by the name in their address."""
    found = {}
    for piece in text.split("<section")[1:]:
        if 'id="' in piece:
            name = piece.split('id="', 1)[1].split('"', 1)[0]
            found[name.removesuffix("-section")] = piece.split("</section>", 1)[0]
    return found
