"""A page that comes back says why, also at the spot."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page

from home.models import StandardPage
from organisations.models import BlogPostPage, MinistryPage, OrganisationPage
from tests.factories import StandardPageFactory
from tests.organisations.desk import HOME, decide, screen, signed_in, state_of, submit
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db


def remark(government: Government, page: Page, text: str, path: str = "summary") -> Comment:
    return Comment.objects.create(
        page=page, user=government.people[MODERATOR], text=text, contentpath=path
    )


def test_remarks_at_the_spot_are_in_the_mail_and_on_the_overview(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    post = submit(government, "Minder papier")
    one = remark(government, post, "Noem hier <b>het</b> aantal.")
    remark(government, post, "Welke zaal is dit?", path="body.0b6a1f0e.caption")
    done = remark(government, post, "Is al gedaan.")
    Comment.objects.filter(pk=done.pk).update(resolved_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        decide(signed_in(government, MODERATOR), post, "reject", "Bijna goed.")
    spot = f"{reverse('wagtailadmin_pages:edit', args=[post.pk])}?comment={one.pk}"
    message = mail.outbox[-1]
    assert message.subject == "Teruggekomen: Minder papier"
    html, text = str(message.alternatives[0][0]), str(message.body)
    overview = screen(signed_in(government, COMMUNICATOR), HOME)
    for words in (html, text, overview):
        assert "Bijna goed." in words
        assert "Welke zaal is dit?" in words
        assert "Samenvatting" in words
        assert "Tekst:" in words
        assert spot in words
        assert "Is al gedaan." not in words
        assert MODERATOR in words
    assert "Noem hier <b>het</b> aantal." in text
    assert "<b>het</b>" not in html + overview


def test_a_page_never_goes_back_from_the_editor_without_a_word(government: Government) -> None:
    post = submit(government, "Minder papier")
    client = signed_in(government, MODERATOR)
    name = "wagtailadmin_pages:collect_workflow_action_data"
    url = reverse(name, args=[post.pk, "reject", state_of(post).pk])
    answer = client.post(url, {"comment": " "}, headers={"x-requested-with": "XMLHttpRequest"})
    assert "Schrijf wat er anders moet" in answer.json()["html"]
    assert state_of(post)


@pytest.mark.parametrize("kind", [MinistryPage, OrganisationPage, BlogPostPage, StandardPage])
def test_every_page_type_takes_remarks_at_the_spot(
    government: Government, kind: type[Page]
) -> None:
    pages = {
        MinistryPage: government.ministry,
        OrganisationPage: government.logius,
        BlogPostPage: submit(government, "Minder papier"),
        StandardPage: StandardPageFactory(),
    }
    url = reverse("wagtailadmin_pages:edit", args=[pages[kind].pk])
    text = signed_in(government, ADMINISTRATOR).get(url).content.decode()
    assert 'id="comments-data"' in text
    assert "data-comment-add" in text


def test_the_overview_costs_the_same_for_one_remark_or_many(
    government: Government,
) -> None:
    costs = []
    for number in range(3):
        post = submit(government, f"Bericht {number}")
        remark(government, post, "Noem hier het aantal.")
        decide(signed_in(government, MODERATOR), post, "reject", "Bijna goed.")
        with CaptureQueriesContext(connection) as queries:
            screen(signed_in(government, COMMUNICATOR), HOME)
        costs.append(len(queries))
    assert costs[1] == costs[2]
