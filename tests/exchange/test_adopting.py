""" "Doen wij ook": taking over an initiative, and how it spread."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageViewRestriction

from exchange.choices import choose
from exchange.models import Adoption
from exchange.telling import ADOPTED
from organisations.models import BlogPostPage, Kind, OrganisationPage, Phase, Role
from organisations.quick.copying import copy_of
from organisations.roles.memberships import grant
from search import indexing
from tests.exchange.nearby import communicator, initiative, known, settled
from tests.factories import LocationFactory, OrganisationFactory, TopicFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)
from tests.organisations.quick import typed, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def government(government: Government) -> Government:
    return known(government)


@pytest.fixture
def source(government: Government) -> BlogPostPage:
    """An initiative of DUO."""
    return initiative(
        government.duo,
        "Bureaus delen",
        summary="Een app.",
        topics=[TopicFactory(name="hybride werken")],
        place=LocationFactory(page=government.duo, city="Groningen", province="Groningen"),
    )


def press(client: Client, source: Page, organisation: OrganisationPage | None = None) -> Any:
    data = {"organisation": str(organisation.pk)} if organisation else {}
    return client.post(reverse("adopt", args=[source.pk]), data)


def adopted(government: Government, source: Page, organisation: Any = None) -> BlogPostPage:
    """What a communicator makes of it; still a draft."""
    organisation = organisation or government.logius
    client = Client()
    client.force_login(communicator(organisation))
    answer = press(client, source, organisation)
    assert answer.status_code == 302, answer.content.decode()
    return BlogPostPage.objects.filter(adoption__source=source).child_of(organisation).get()


def publish(post: BlogPostPage, **fields: Any) -> BlogPostPage:
    """Approved by a moderator."""
    fresh = post.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return settled(BlogPostPage.objects.get(pk=post.pk))


def spread(source: Page) -> BeautifulSoup:
    """The part of its public page about who does it too."""
    answer = Client().get(BlogPostPage.objects.get(pk=source.pk).url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("section.spread")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


# ------------------------------------------------------------------ taking over


def test_a_communicator_takes_over_an_initiative_as_a_draft_of_the_own_organisation(
    government: Government, source: BlogPostPage
) -> None:
    client = writer(government)
    link = spread(source).select_one("a.utrecht-button")
    assert words(link) == "Doen wij ook"
    question = client.get(link["href"]).content.decode()
    assert "van DUO" in question
    assert "<strong>Logius</strong>" in question
    answer = press(client, source, government.logius)
    post = BlogPostPage.objects.child_of(government.logius).get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert not post.live
    assert post.has_unpublished_changes
    draft = post.get_latest_revision_as_object()
    assert (draft.title, draft.summary, draft.kind) == ("Bureaus delen", "Een app.", "initiatief")
    assert draft.phase == Phase.EXPLORE
    assert [topic.name for topic in draft.topics.all()] == ["hybride werken"]
    assert draft.owner == government.people[COMMUNICATOR]
    assert post.adoption.source_id == source.pk


def test_pressing_twice_gives_the_draft_that_is_there(
    government: Government, source: BlogPostPage
) -> None:
    client = writer(government)
    first = press(client, source, government.logius)
    again = press(client, source, government.logius)
    assert first["Location"] == again["Location"]
    assert BlogPostPage.objects.child_of(government.logius).count() == 1
    screen = client.get(again["Location"]).content.decode()
    assert "Uw organisatie nam dit al over" in screen


def test_who_writes_for_more_organisations_chooses_one(
    government: Government, source: BlogPostPage
) -> None:
    other = OrganisationFactory(parent=government.ministry, title="RvIG")
    grant(government.people[COMMUNICATOR], other, Role.COMMUNICATOR, by=None)
    client = writer(government)
    assert (
        "Voor welke organisatie?" in client.get(reverse("adopt", args=[source.pk])).content.decode()
    )
    unsaid = press(client, source)
    assert unsaid.status_code == 400
    assert "Kies een van uw organisaties." in unsaid.content.decode()
    press(client, source, other)
    assert BlogPostPage.objects.child_of(other).count() == 1


def test_the_own_initiative_is_refused_in_plain_words(
    government: Government, source: BlogPostPage
) -> None:
    client = Client()
    client.force_login(communicator(government.duo))
    answer = press(client, source, government.duo)
    assert answer.status_code == 403
    assert "Dit initiatief is van uw eigen organisatie" in answer.content.decode()
    # Neither does it come back by way of another.
    theirs = publish(adopted(government, source))
    assert press(client, theirs, government.duo).status_code == 403
    assert Adoption.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [
        (COMMUNICATOR, "own", 302),
        (COMMUNICATOR, "other", 400),
        (MODERATOR, "other", 400),
        (CENTRAL, "own", 302),
        (ADMINISTRATOR, "own", 302),
        (NOBODY, "own", None),
        (None, "own", None),
    ],
)
def test_by_a_crafted_request_nobody_gets_further_than_the_own_organisations(
    government: Government, name: str | None, place: str, status: int | None
) -> None:
    elsewhere = OrganisationFactory(parent=government.other_ministry)
    source = initiative(elsewhere, "Bureaus delen")
    client = writer(government, name) if name else Client()
    answer = press(client, source, government.place(place))
    if status is None:
        assert answer.status_code in (302, 403)
        assert "/edit/" not in answer.get("Location", "")
    else:
        assert answer.status_code == status
    assert Adoption.objects.exists() == (status == 302)


@pytest.mark.parametrize("key", ["", "0", "-1", "abc", "9" * 40, "²", "1; drop"])
def test_what_is_no_organisation_is_asked_again(
    government: Government, source: BlogPostPage, key: str
) -> None:
    answer = writer(government).post(reverse("adopt", args=[source.pk]), {"organisation": key})
    assert answer.status_code == 400
    assert not Adoption.objects.exists()


def test_an_initiative_that_was_withdrawn_meanwhile_cannot_be_taken_over(
    government: Government, source: BlogPostPage
) -> None:
    client = writer(government)
    client.get(reverse("adopt", args=[source.pk]))
    BlogPostPage.objects.get(pk=source.pk).unpublish()
    answer = press(client, source, government.logius)
    assert answer.status_code == 404
    assert "staat niet (meer) op de site" in answer.content.decode()
    assert "Bureaus delen" not in answer.content.decode()
    assert not Adoption.objects.exists()


def test_only_an_initiative_can_be_taken_over(government: Government) -> None:
    message = initiative(government.duo, "Gewoon nieuws", kind=Kind.MESSAGE, phase="")
    assert writer(government).get(reverse("adopt", args=[message.pk])).status_code == 404
    assert writer(government).get(reverse("adopt", args=[987654])).status_code == 404


def test_an_organisation_that_ended_takes_over_nothing(
    government: Government, source: BlogPostPage
) -> None:
    OrganisationPage.objects.filter(pk=government.logius.pk).update(
        ended_on=timezone.localdate() - timezone.timedelta(days=1)
    )
    assert press(writer(government), source, government.logius).status_code == 403
    assert not Adoption.objects.exists()


# ---------------------------------------------------------------------- spread


def test_the_source_shows_who_does_it_too_as_a_tree_and_on_the_map(
    government: Government, source: BlogPostPage
) -> None:
    LocationFactory(page=government.logius)
    assert "Doet uw organisatie dit ook?" in words(spread(source))
    first = publish(adopted(government, source), phase=Phase.ROLLOUT)
    third = OrganisationFactory(parent=government.ministry, title="RvIG", slug="rvig")
    LocationFactory(page=third, city="Utrecht", point="SRID=4326;POINT(5.12 52.09)")
    indexing.write([third.pk])
    publish(adopted(government, first, third))
    shown = spread(source)
    assert words(shown.h2) == "2 organisaties doen dit ook"
    inner = shown.select_one("ul.spread__tree ul.spread__tree")
    assert words(inner).startswith("RvIG : Bureaus delen")
    assert "fase : invoeren" in words(shown).replace("fase:", "fase :")
    places = shown.select_one(".map")
    assert places is not None
    assert "3 plekken" in words(places) or "3 organisaties" in words(places)
    link = places.select_one("a.map__link")["href"]
    assert f"bericht={source.pk}&bericht={first.pk}" in link
    for address in (link, link.replace("/kaart/", "/zoeken/")):
        listed = BeautifulSoup(Client().get(address).content, "html.parser")
        assert len(listed.find_all("a", href=first.url)) >= 1


def test_who_took_it_over_says_from_whom(government: Government, source: BlogPostPage) -> None:
    post = publish(adopted(government, source))
    said = BeautifulSoup(Client().get(post.url).content, "html.parser").select_one(".adopted-from")
    assert words(said) == "Overgenomen van Bureaus delen (DUO)"
    assert said.a["href"] == BlogPostPage.objects.get(pk=source.pk).url


def test_the_preview_of_the_draft_says_so_too(government: Government, source: BlogPostPage) -> None:
    post = adopted(government, source)
    client = writer(government)
    said = client.get(reverse("wagtailadmin_pages:view_draft", args=[post.pk])).content.decode()
    assert "Overgenomen van" in said


def test_an_initiative_that_was_never_saved_can_be_previewed(government: Government) -> None:
    data = typed(
        government.logius, kind=Kind.INITIATIVE, title="Delen", text="Zo.", action="voorbeeld"
    )
    answer = writer(government).post(reverse("quick_post"), data)
    assert answer.status_code == 200
    assert "Doen wij ook" not in answer.content.decode()


def hide(post: BlogPostPage, how: str) -> None:
    fresh = BlogPostPage.objects.get(pk=post.pk)
    if how == "unpublished":
        fresh.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=post.pk), restriction_type="login"
        )
    elif how == "expired":
        moment = timezone.now() - timezone.timedelta(minutes=1)
        fresh.search_entry.expires_at = moment
        fresh.search_entry.save()
    elif how == "another kind":
        publish(fresh, kind=Kind.MESSAGE)
    else:
        fresh.delete()


@pytest.mark.parametrize("how", ["unpublished", "private", "expired", "another kind"])
def test_an_adopter_that_readers_may_not_see_is_left_out_and_those_behind_it_stay(
    government: Government, source: BlogPostPage, how: str
) -> None:
    first = publish(adopted(government, source))
    third = OrganisationFactory(parent=government.ministry, title="RvIG")
    indexing.write([third.pk])
    publish(adopted(government, first, third))
    hide(first, how)
    shown = spread(source)
    assert words(shown.h2) == "1 organisatie doet dit ook"
    assert "Logius" not in words(shown)
    assert "RvIG" in words(shown)


def test_a_draft_is_no_adopter_yet(government: Government, source: BlogPostPage) -> None:
    adopted(government, source)
    assert "Logius" not in words(spread(source))


@pytest.mark.parametrize("how", ["unpublished", "private", "expired", "another kind", "deleted"])
def test_a_source_that_is_gone_leaves_the_adoption_standing_without_a_link(
    government: Government, source: BlogPostPage, how: str
) -> None:
    post = publish(adopted(government, source))
    hide(source, how)
    page = BeautifulSoup(Client().get(post.url).content, "html.parser")
    said = page.select_one(".adopted-from")
    assert words(said) == "Overgenomen van een initiatief dat niet meer op de site staat."
    assert said.a is None
    assert "DUO" not in words(said)


def test_moving_and_renaming_change_nothing_of_it(
    government: Government, source: BlogPostPage
) -> None:
    post = publish(adopted(government, source))
    unit = OrganisationFactory(parent=government.duo, title="Team Groningen")
    indexing.write([unit.pk])
    MovePageAction(BlogPostPage.objects.get(pk=source.pk), unit, pos="last-child").execute()
    publish(BlogPostPage.objects.get(pk=source.pk), title="Bureaus samen")
    said = BeautifulSoup(Client().get(post.url).content, "html.parser").select_one(".adopted-from")
    assert words(said) == "Overgenomen van Bureaus samen (Team Groningen)"
    assert "Logius" in words(spread(source))


def test_a_copy_is_a_post_of_its_own_and_no_adoption(
    government: Government, source: BlogPostPage
) -> None:
    post = publish(adopted(government, source))
    copy = publish(copy_of(post, government.people[COMMUNICATOR]))
    assert not Adoption.objects.filter(post=copy).exists()
    assert words(spread(source).h2) == "1 organisatie doet dit ook"
    assert "Overgenomen" not in Client().get(copy.url).content.decode()


# ----------------------------------------------------------------------- telling


def test_the_people_of_the_source_are_told_once_when_it_is_published(
    government: Government, source: BlogPostPage
) -> None:
    person = communicator(government.duo)
    post = adopted(government, source)
    assert mail.outbox == []
    publish(post)
    publish(post, title="Bureaus delen bij ons")
    letters = [one for one in mail.outbox if one.to == [person.email]]
    assert [one.subject for one in letters] == ["Logius doet dit ook: Bureaus delen"]
    assert BlogPostPage.objects.get(pk=post.pk).url in letters[0].body


def test_who_switched_it_off_is_not_told(government: Government, source: BlogPostPage) -> None:
    choose(communicator(government.duo), ADOPTED, wanted=False)
    publish(adopted(government, source))
    assert mail.outbox == []
