"""What the tests of answering have in common."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from exchange.models import Comment, CommentState, HelpOffer
from organisations.models import BlogPostPage, Kind, OrganisationPage
from tests.exchange import comments
from tests.factories import OrganisationFactory, PostFactory
from tests.organisations.people import Government

TITLE = "Wie heeft ervaring met stille werkplekken?"


def question(organisation: OrganisationPage, title: str = TITLE, **fields: Any) -> BlogPostPage:
    """A question that is on the site, in its first version."""
    topics = fields.pop("topics", [])
    post = PostFactory(
        parent=organisation, title=title, **{"kind": Kind.QUESTION, "state": "open", **fields}
    )
    post.topics.set(topics)
    post.save_revision().publish()
    return fresh(post)


def comment_on(post: BlogPostPage, text: str = "Zet er planten neer.", **fields: Any) -> Comment:
    """A comment of a reader that is on the site, or in the state that is given."""
    given = {"name": "Reinier", "email": "reinier@voorbeeld.example", **fields}
    return comments.comment_on(post, text, **{"state": CommentState.PUBLISHED, **given})


def helper(title: str = "Dienst van de Buren", **fields: Any) -> OrganisationPage:
    """Another organisation that is on the site."""
    organisation = OrganisationFactory(title=title, **fields)
    organisation.save_revision().publish()
    return OrganisationPage.objects.get(pk=organisation.pk)


def offered(post: BlogPostPage, by: OrganisationPage, message: str = "Kom kijken.") -> HelpOffer:
    """An offer of help, without going through the form."""
    return HelpOffer.objects.create(
        page=post,
        organisation=by,
        name="Noor",
        email="noor@buren.example",
        message=message,
        digest=f"{post.pk}-{by.pk}-{message}",
    )


def desk(government: Government, name: str) -> Client:
    """The CMS as somebody of this role."""
    client = Client()
    client.force_login(government.people[name])
    return client


def settle(client: Client, post: BlogPostPage, answer: str, **data: Any) -> Any:
    """Post the form of the screen with the answers."""
    return client.post(reverse("answers", args=[post.pk]), {"answer": answer, **data})


def fresh(post: BlogPostPage) -> BlogPostPage:
    """The post as it is stored."""
    return BlogPostPage.objects.get(pk=post.pk)


def page_of(post: Page) -> BeautifulSoup:
    """The page as a reader gets it."""
    response = Client().get(post.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words_of(post: Page, selector: str) -> str:
    """What a part of the page says; nothing if it has no such part."""
    found = page_of(post).select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""
