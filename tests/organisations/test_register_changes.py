"""What changes in the register changes on the site; what editors wrote stays."""

import datetime
from pathlib import Path

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from organisations.geo.points import Point, format_point
from organisations.models import (
    EndReason,
    Location,
    MinistryPage,
    OrganisationPage,
    Precision,
)
from organisations.register.importer import import_register
from organisations.register.result import Outcome, Result
from organisations.signals import tree_changed
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory
from tests.organisations.register_files import export, ministry, organisation, visiting_address

pytestmark = pytest.mark.django_db

BZK = ministry("1", "Binnenlandse Zaken", "BZK")
OCW = ministry("2", "Onderwijs", "OCW")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "oo.xml"


def run(source: Path, *organisations: str, **options: bool) -> Result:
    result = import_register(export(source, BZK, OCW, *organisations), **options)
    assert result.ok, result.rejected
    return result


def logius(**fields: str) -> str:
    return organisation(
        "10", **{"name": "Logius", "abbreviation": "LOG", "ministry": "1", **fields}
    )


def page(register_id: str = "10") -> OrganisationPage:
    return OrganisationPage.objects.get(register_id=register_id)


def test_a_new_name_is_taken_over_and_the_old_one_is_still_found(source: Path) -> None:
    run(source, logius())
    result = run(source, logius(name="Digitaal Bureau", abbreviation="DB"))
    assert (result.counts[Outcome.UPDATED], result.counts[Outcome.CREATED]) == (1, 0)
    renamed = page()
    assert (renamed.title, renamed.draft_title, renamed.abbreviation) == (
        "Digitaal Bureau",
        "Digitaal Bureau",
        "DB",
    )
    assert renamed.other_names == "Logius"
    assert renamed.url == "/bzk/log/"
    assert PageLogEntry.objects.filter(page=renamed.pk, action="register.import").count() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_body_that_changes_ministry_takes_its_posts_along_and_old_addresses_still_work(
    source: Path, client: Client
) -> None:
    run(source, logius())
    post = PostFactory(parent=page(), slug="ons-verhaal")
    result = run(source, logius(ministry="2"))
    assert result.counts[Outcome.MOVED] == 1
    assert page().url == "/ocw/log/"
    post.refresh_from_db()
    assert post.url == "/ocw/log/ons-verhaal/"
    assert {page().pk, post.pk} <= result.page_ids
    for old, new in [("/bzk/log/", "/ocw/log/"), ("/bzk/log/ons-verhaal/", post.url)]:
        redirect = Redirect.get_for_site().get(old_path=old.rstrip("/"))
        assert redirect.link == new
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_a_body_moves_to_a_place_where_its_address_is_taken(source: Path) -> None:
    other = organisation("11", "Logistiek", abbreviation="LOG", ministry="2")
    run(source, logius(), other)
    post = PostFactory(parent=page(), slug="ons-verhaal")
    run(source, logius(ministry="2"), other)
    assert page().url == "/ocw/logius/"
    assert page("11").url == "/ocw/log/"
    assert {(row.old_path, row.link) for row in Redirect.objects.all()} == {
        ("/bzk/log", "/ocw/logius/"),
        ("/bzk/log/ons-verhaal", "/ocw/logius/ons-verhaal/"),
    }
    post.refresh_from_db()
    assert post.url == "/ocw/logius/ons-verhaal/"


def test_a_unit_moves_below_an_organisation_that_is_new_in_the_same_file(source: Path) -> None:
    run(source, logius())
    run(
        source,
        organisation("11", "Rijksdienst", ministry="2", inside=logius(ministry="")),
    )
    assert page().url == "/ocw/rijksdienst/log/"


def test_what_ended_says_when_and_what_came_after(source: Path) -> None:
    new = organisation("12", "Samen Sterk", ministry="1")
    run(source, logius(), organisation("11", "Rijksdienst", ministry="1"), new)
    ended = {"ended": "2026-01-31", "following": "12"}
    result = run(
        source,
        logius(**ended),
        organisation("11", "Rijksdienst", ministry="1", **ended),
        new,
    )
    assert result.counts[Outcome.ENDED] == 2
    for register_id in ("10", "11"):
        assert page(register_id).has_ended
        assert page(register_id).ended_on == datetime.date(2026, 1, 31)
        assert page(register_id).end_reason == EndReason.MERGED
        assert page(register_id).successor == page("12")
    assert page().live


def test_one_that_goes_on_alone_was_renamed_not_merged(source: Path) -> None:
    run(
        source,
        logius(ended="2026-01-31", following="12"),
        organisation("12", "Samen Sterk", ministry="1"),
    )
    assert page().end_reason == EndReason.RENAMED


def test_bodies_of_a_ministry_that_ended_go_to_the_one_that_followed(source: Path) -> None:
    run(source, logius())
    ended = ministry("1", "Binnenlandse Zaken", "BZK", ended="2026-02-23", following="2")
    result = import_register(export(source, ended, OCW, logius()))
    assert result.counts[Outcome.MOVED] == 1
    assert page().url == "/ocw/log/"
    assert MinistryPage.objects.get(slug="bzk").successor == MinistryPage.objects.get(slug="ocw")


def test_what_is_not_in_the_source_stays_as_it_was(source: Path) -> None:
    run(source, logius())
    result = run(source)
    assert result.changed == 0
    assert not page().has_ended


def test_what_editors_wrote_stays(source: Path) -> None:
    run(source, logius(website="https://oud.example"))
    edited = page()
    edited.intro = "Wij bouwen aan de digitale overheid."
    edited.website = "https://zelf-gekozen.example"
    edited.email = "post@logius.example"
    edited.save()
    Location.objects.create(page=edited, label="Balie", city="Zwolle")

    run(source, logius(website="https://nieuw.example", addresses=visiting_address()))
    after = page()
    assert after.intro == "Wij bouwen aan de digitale overheid."
    assert after.website == "https://zelf-gekozen.example"
    assert after.email == "post@logius.example"
    assert {row.city for row in after.locations.all()} == {"Zwolle", "Den Haag"}


def test_a_website_that_nobody_changed_follows_the_register(source: Path) -> None:
    run(source, logius(website="https://oud.example"))
    run(source, logius(website="https://nieuw.example"))
    assert page().website == "https://nieuw.example"


def test_dates_that_an_editor_filled_in_stay_until_the_register_knows_better(source: Path) -> None:
    run(source, logius(ended="2026-01-31"))
    edited = page()
    edited.began_on = datetime.date(2006, 1, 1)
    edited.save()
    run(source, logius())
    assert (page().began_on, page().ended_on) == (datetime.date(2006, 1, 1), None)
    run(source, logius(began="2005-01-01"))
    assert page().began_on == datetime.date(2005, 1, 1)


def test_an_address_that_an_editor_corrected_becomes_the_editors(source: Path) -> None:
    run(source, logius(addresses=visiting_address()))
    Location.objects.filter(page=page()).update(house_number="149")
    assert run(source, logius(addresses=visiting_address())).changed == 0

    run(source, logius(addresses=visiting_address("Rijnstraat", "50", "2515 XP")))
    assert {(row.street_line, row.source) for row in page().locations.all()} == {
        ("Turfmarkt 149", "editor"),
        ("Rijnstraat 50", "register"),
    }


def test_a_new_address_replaces_the_old_one_and_keeps_what_points_at_it(source: Path) -> None:
    run(source, logius(addresses=visiting_address()))
    place = page().locations.get()
    post = PostFactory(parent=page(), place=place)
    run(source, logius(addresses=visiting_address("Kempkensberg", "12", "9722 LG", "Groningen")))
    post.refresh_from_db()
    assert post.place.address == "Kempkensberg 12, 9722 LG Groningen"
    assert (post.place.province, post.place.building_key) == (
        "Groningen",
        "kempkensberg-12-groningen",
    )
    run(source, logius())
    assert not page().locations.exists()


def test_a_point_that_is_known_better_is_not_made_coarse_again(source: Path) -> None:
    run(source, logius(addresses=visiting_address()))
    exact = format_point(Point(latitude=52.07812, longitude=4.32005))
    place = page().locations.get()
    place.point, place.precision = exact, Precision.ADDRESS
    place.save()
    assert run(source, logius(addresses=visiting_address())).changed == 0
    assert page().locations.get().point == exact


def test_a_draft_keeps_what_the_editor_wrote_and_gets_what_the_register_says(source: Path) -> None:
    run(source, logius(addresses=visiting_address()))
    draft = page()
    draft.intro = "Nog niet gepubliceerd."
    draft.save_revision()
    assert page().has_unpublished_changes

    run(
        source,
        logius(
            name="Digitaal Bureau",
            ended="2026-01-31",
            addresses=visiting_address("Rijnstraat", "50", "2515 XP"),
        ),
    )
    assert page().intro == ""
    page().get_latest_revision().publish()
    published = page()
    assert published.intro == "Nog niet gepubliceerd."
    assert published.title == "Digitaal Bureau"
    assert published.ended_on == datetime.date(2026, 1, 31)
    assert [row.address for row in published.locations.all()] == ["Rijnstraat 50, 2515 XP Den Haag"]
    assert run(source, logius(
        name="Digitaal Bureau", ended="2026-01-31",
        addresses=visiting_address("Rijnstraat", "50", "2515 XP"),
    )).changed == 0  # fmt: skip


def test_an_address_edited_in_a_draft_is_not_lost(source: Path) -> None:
    run(source, logius(addresses=visiting_address()))
    draft = page()
    place = draft.locations.get()
    place.house_number = "149"
    draft.locations = [place]
    draft.save_revision()

    run(source, logius(addresses=visiting_address("Rijnstraat", "50", "2515 XP")))
    page().get_latest_revision().publish()
    assert "Turfmarkt 149" in {row.street_line for row in page().locations.all()}


def test_a_page_made_by_hand_is_taken_over_not_made_twice(source: Path) -> None:
    by_hand = OrganisationFactory(
        parent=MinistryFactory(title="Ministerie van Binnenlandse Zaken", abbreviation="BZK"),
        title="Logius",
        slug="ons-logius",
    )
    result = run(source, logius())
    assert result.counts[Outcome.CREATED] == 1  # the other ministry
    assert page().pk == by_hand.pk
    assert page().slug == "ons-logius"


def test_a_copy_of_a_page_is_not_taken_for_the_body_itself(source: Path) -> None:
    run(source, logius())
    copy = page().copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert run(source, logius(name="Digitaal Bureau")).counts[Outcome.UPDATED] == 1
    copy.refresh_from_db()
    assert (copy.title, copy.register_id) == ("Kopie", "")


def test_the_same_name_below_another_ministry_is_another_body(source: Path) -> None:
    OrganisationFactory(parent=MinistryFactory(), title="Logius")
    run(source, logius())
    assert OrganisationPage.objects.filter(title="Logius").count() == 2


def test_the_rooms_above_hear_once_which_pages_changed(source: Path) -> None:
    heard: list[frozenset[int]] = []

    def listen(page_ids: frozenset[int], **kwargs: object) -> None:
        heard.append(page_ids)

    tree_changed.connect(listen)
    try:
        result = run(source, logius())
        run(source, logius())
        run(source, logius(name="Anders"), dry_run=True)
    finally:
        tree_changed.disconnect(listen)
    assert heard == [frozenset(result.page_ids)]
    assert page().pk in heard[0]


def test_what_came_in_is_found_by_the_text_search(source: Path) -> None:
    run(source, logius(addresses=visiting_address("Zeldzaamstraat", "1")))
    assert [hit.title for hit in OrganisationPage.objects.search("Zeldzaamstraat")] == ["Logius"]
    run(source, logius(name="Onvindbaar voorheen"))
    assert [hit.pk for hit in OrganisationPage.objects.search("Onvindbaar")] == [page().pk]
