"""What the tests of the approval by a director have in common."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from organisations.models import BlogPostPage

JAN = "jan@voorbeeld.example"


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the end of a transaction happens at once: each test runs inside one."""

    def work_now(work: Any, robust: bool = False, **options: Any) -> None:
        try:
            work()
        except OSError:
            assert robust

    monkeypatch.setattr("django.db.transaction.on_commit", work_now)


def ask(client: Client, post: BlogPostPage, **changes: str) -> Any:
    data = {"name": "Jan Jansen", "email": JAN, "remark": "Graag voor vrijdag."} | changes
    return client.post(reverse("ask_director", args=[post.pk]), data)


def mails_to(address: str) -> int:
    return sum(message.to == [address] for message in mail.outbox)


def link() -> str:
    """The path of the link in the mail that went out last."""
    return urlsplit(re.search(r"https?://\S+/goedkeuring/\S+", str(mail.outbox[-1].body))[0]).path


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def reply(path: str, decision: str = "approve", remark: str = "") -> Any:
    return Client().post(path, {"decision": decision, "remark": remark})
