"""Who helped gets the credit for it, as long as all of it is public."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from exchange.answers import settling
from organisations.models import BlogPostPage, HelpCredit, Kind
from tests.exchange.answers import (
    comment_on,
    desk,
    fresh,
    helper,
    offered,
    question,
    settle,
)
from tests.organisations.people import (
    COMMUNICATOR,
    Government,
)

pytestmark = pytest.mark.django_db


def side_of(organisation: Page) -> str:
    page = BeautifulSoup(Client().get(organisation.url).content, "html.parser")
    parts = [part for part in page.select(".side__part") if "Heeft geholpen bij" in part.text]
    return " ".join(parts[0].get_text(" ").split()) if parts else ""


def test_on_closing_the_organisation_credits_who_helped(government: Government) -> None:
    post = question(government.logius)
    by_offer, by_comment, by_phone = helper("Bureau A"), helper("Bureau B"), helper("Bureau C")
    offered(post, by_offer)
    comment = comment_on(post, organisation=by_comment)
    client = desk(government, COMMUNICATOR)
    screen = BeautifulSoup(client.get(reverse("answers", args=[post.pk])).content, "html.parser")
    likely = {int(box["value"]) for box in screen.select("[name=helpers]")}
    assert likely == {by_offer.pk, by_comment.pk}
    settle(
        client,
        post,
        f"reactie-{comment.pk}",
        helpers=[by_offer.pk, by_comment.pk],
        another=by_phone.pk,
    )
    page = BeautifulSoup(Client().get(post.url).content, "html.parser")
    links = page.select(".answer__helpers a")
    assert [link.text for link in links] == ["Bureau A", "Bureau B", "Bureau C"]
    assert [link["href"] for link in links] == [by_offer.url, by_comment.url, by_phone.url]
    for one in (by_offer, by_comment, by_phone):
        assert side_of(one) == f"Heeft geholpen bij {post.title} Vraag · Logius"
    settle(client, post, f"reactie-{comment.pk}", helpers=[by_offer.pk])
    assert side_of(by_phone) == ""
    assert HelpCredit.objects.count() == 1


def test_credit_survives_a_new_name(government: Government) -> None:
    post, buren = question(government.logius), helper()
    settling.close(post, by=None, helpers=[buren.pk])
    buren.title = "Dienst Nieuwe Naam"
    buren.save_revision().publish()
    changed = fresh(post)
    changed.title = "Een andere titel"
    changed.save_revision().publish()
    assert "Dienst Nieuwe Naam" in Client().get(post.url).content.decode()
    assert "Een andere titel" in side_of(buren)


def test_an_organisation_does_not_credit_itself(government: Government) -> None:
    post = question(government.logius)
    client = desk(government, COMMUNICATOR)
    own = settle(client, post, "geen", another=government.logius.pk)
    assert "Kies een organisatie uit de lijst." in own.content.decode()
    settling.close(post, by=None, helpers=[government.logius.pk])
    assert not HelpCredit.objects.exists()


@pytest.mark.parametrize("how", ["draft", "private", "expired", "open"])
def test_credit_for_what_is_not_public_shows_nowhere(government: Government, how: str) -> None:
    post, buren = question(government.logius, title="Geheime vraag"), helper()
    settling.close(post, by=None, helpers=[buren.pk])
    assert "Geheime vraag" in side_of(buren)
    if how == "draft":
        fresh(post).unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=post, restriction_type="login")
    elif how == "expired":
        BlogPostPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())
    else:
        settling.reopen(post, by=None)
    assert side_of(buren) == ""


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_helper_that_is_not_public_shows_nowhere(government: Government, how: str) -> None:
    post, hidden = question(government.logius), helper("Verborgen Dienst")
    comment = comment_on(post, organisation=hidden)
    settling.close(post, by=None, comment=comment, helpers=[hidden.pk])
    assert f'href="{hidden.url}"' in Client().get(post.url).content.decode()
    if how == "draft":
        hidden.unpublish()
    else:
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    html = Client().get(post.url).content.decode()
    assert f'href="{hidden.url}"' not in html
    assert "Geholpen door" not in html
    names = Client().get(f"/helpen/{question(government.logius).pk}/").content.decode()
    assert "Verborgen Dienst" not in names


def test_helping_costs_the_page_of_an_organisation_nothing(government: Government) -> None:
    buren = helper()
    question(buren, kind=Kind.MESSAGE, state="", title="Eigen bericht")

    def queries() -> int:
        Client().get(buren.url)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(buren.url).status_code == 200
        return len(captured)

    without = queries()
    for number in range(12):
        post = question(government.logius, title=f"Vraag nummer {number}")
        settling.close(post, by=None, helpers=[buren.pk])
    side = side_of(buren)
    assert "Vraag nummer 11" in side
    assert side.count("Vraag nummer") == 10
    assert "Vraag nummer" not in blog_of(buren)
    assert "Eigen bericht" in blog_of(buren)
    assert queries() == without <= 12


def blog_of(organisation: Page) -> str:
    page = BeautifulSoup(Client().get(organisation.url).content, "html.parser")
    return str(page.select_one("[aria-labelledby=blog]").text)
