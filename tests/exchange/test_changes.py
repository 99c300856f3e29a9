"""A following survives what happens to its organisation, and the follower is told."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from exchange.models import Question
from organisations.models import MinistryPage, OrganisationPage
from tests.exchange.follow import ANNA, confirmed, published
from tests.factories import MinistryFactory, OrganisationFactory
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def logius() -> OrganisationPage:
    bzk = MinistryFactory(slug="bzk", title="Ministerie van BZK")
    organisation = OrganisationFactory(
        slug="logius", title="Logius", parent=bzk, first_published_at=timezone.now()
    )
    index_everything()
    return organisation


def run() -> str:
    """The texts of the mails of one run."""
    mail.outbox.clear()
    call_command("send_digests")
    return "\n".join(str(message.body) for message in mail.outbox)


def republish(page: Page, **fields: object) -> None:
    fresh = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()


def test_nothing_changed_says_nothing(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    assert run() == ""
    republish(logius, intro="Een andere inleiding")
    assert run() == ""


def test_a_new_name_is_told_once_and_the_posts_go_on(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    republish(logius, title="Dienst Digitaal", slug="dienst-digitaal")
    assert "Logius heet nu Dienst Digitaal." in run()
    assert run() == ""
    assert Question.objects.get().words == "organisatie: Dienst Digitaal"
    published(OrganisationPage.objects.get(pk=logius.pk), "Onder de nieuwe naam")
    assert "Onder de nieuwe naam" in run()


def test_a_move_to_another_ministry_is_told(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    ocw = MinistryFactory(slug="ocw", title="Ministerie van OCW")
    OrganisationPage.objects.get(pk=logius.pk).move(ocw, pos="last-child")
    assert "Logius hoort nu bij Ministerie van OCW." in run()
    published(OrganisationPage.objects.get(pk=logius.pk), "Van de andere kant")
    assert "Van de andere kant" in run()


@pytest.mark.parametrize("model", [OrganisationPage, MinistryPage])
def test_after_a_merger_the_successor_is_followed_too(
    logius: OrganisationPage, model: type[Page]
) -> None:
    if model is OrganisationPage:
        old, heir = logius, OrganisationFactory(title="Rijksdienst Digitaal")
        confirmed(organisatie="logius")
        speaker = heir
    else:
        old, heir = logius.get_parent().specific, MinistryFactory(title="Ministerie van Digitaal")
        confirmed(ministerie="bzk")
        speaker = OrganisationFactory(parent=heir)
    index_everything()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    republish(old, ended_on=yesterday, successor=type(heir).objects.get(pk=heir.pk))
    assert f"{old.title} is opgegaan in {heir.title}. U volgt nu ook {heir.title}." in run()
    published(speaker, "Van de opvolger")
    assert "Van de opvolger" in run()
    assert run() == ""


def test_a_body_that_leaves_the_site_and_comes_back_is_told(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    OrganisationPage.objects.get(pk=logius.pk).unpublish()
    assert "Logius staat niet meer op de site." in run()
    assert run() == ""
    assert Question.objects.get().is_void
    republish(logius)
    assert "Logius staat weer op de site." in run()
    assert not Question.objects.get().is_void


def test_a_body_that_ends_without_a_successor_is_told(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    republish(logius, ended_on=timezone.localdate())
    assert "Logius bestaat niet meer." in run()
    assert mail.outbox[0].to == [ANNA]
