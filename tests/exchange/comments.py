"""What the tests of comments have in common."""

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client, TestCase
from django.utils import timezone

from exchange.comments.work import puzzle
from exchange.comments.writing import key_of
from exchange.models import Comment, CommentState
from organisations.models import BlogPostPage, OrganisationPage
from tests.factories import PostFactory

ANNA, BEN = "anna@voorbeeld.example", "ben@voorbeeld.example"
HERE = {"HTTP_ORIGIN": "http://testserver"}


def recent_post(parent: OrganisationPage, title: str = "Een stille werkplek", **fields: Any) -> Any:
    """A post that came out just now."""
    fields = {"first_published_at": timezone.now(), **fields}
    post = PostFactory(parent=parent, title=title, **fields)
    return BlogPostPage.objects.get(pk=post.pk)


def comment_on(post: BlogPostPage, text: str = "Dat doen wij ook.", **fields: Any) -> Comment:
    """A comment that waits, or in the state that is given."""
    values = {
        "name": "Anna",
        "email": ANNA,
        "writer_key": key_of(str(fields.get("email", ANNA))),
        **fields,
    }
    if values.get("state", CommentState.WAITING) != CommentState.WAITING:
        values.setdefault("decided_at", timezone.now())
    return Comment.objects.create(page=post, text=text, **values)


def published_on(post: BlogPostPage, text: str = "Dat doen wij ook.", **fields: Any) -> Comment:
    """A comment that readers see."""
    return comment_on(post, text, state=CommentState.PUBLISHED, **fields)


def solved() -> str:
    """The solution of a new puzzle, as the script of the form finds it."""
    task = puzzle()
    numbers = []
    for part in range(int(task["parts"])):
        number = 0
        while True:
            words = f"{task['puzzle']}:{part}:{number}"
            digest = hashlib.sha256(words.encode()).digest()
            if int.from_bytes(digest[:4], "big") >> (32 - int(task["bits"])) == 0:
                break
            number += 1
        numbers.append(str(number))
    return f"{task['puzzle']} {','.join(numbers)}"


def send(post: BlogPostPage, *, work: str | None = None, query: str = "", **fields: Any) -> Any:
    """Post the form as a browser with script does; with `work=""` as one without."""
    data = {
        "name": "Anna",
        "email": ANNA,
        "text": "Dat doen wij ook.",
        "website": "",
        "work": solved() if work is None else work,
        **fields,
    }
    return post_to(f"/reageren/{post.pk}/{query}", data)


def post_to(address: str, data: Any, client: Client | None = None) -> Any:
    """Post a form, and do what waits for the end of the transaction, such as mail."""
    with done():
        return (client or Client()).post(address, data, **HERE)


def done() -> Any:
    """What is done within it is followed by what waits for the end of the transaction."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def path_in(message: Any, step: str) -> str:
    """The path of a link in a mail, such as `wijzigen`."""
    found = re.search(rf"https?://\S+/{step}/\S*", str(message.body))
    assert found, message.body
    return urlsplit(found[0]).path


def mails_to(address: str) -> list[Any]:
    """The mails that an address got."""
    return [message for message in mail.outbox if message.to == [address]]
