"""The command that refines points: polite, resumable, and careful with what editors did."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organisations.geo import refine
from organisations.models import Location, OrganisationPage, Precision
from organisations.signals import tree_changed
from tests.factories import LocationFactory, OrganisationFactory, PostFactory
from tests.local_server import Reply
from tests.organisations.geo.locatieserver import TURFMARKT, TURFMARKT_POSTCODE, Service

pytestmark = pytest.mark.django_db
COARSE = {"precision": Precision.POSTCODE4, "point": "SRID=4326;POINT(4.32604 52.08000)"}


def geocode(capsys: pytest.CaptureFixture[str], **options: Any) -> str:
    """Run the command; gives what it printed."""
    call_command("geocode_locations", **options)
    return capsys.readouterr().out


def test_a_coarse_point_is_put_on_its_address(service: Service, capsys) -> None:
    location = LocationFactory(**COARSE, municipality="")
    assert "1 preciezer" in geocode(capsys)
    location.refresh_from_db()
    assert location.precision == Precision.ADDRESS
    assert (location.latitude, location.longitude) == (52.07832, 4.32012)
    assert location.municipality == "Den Haag"
    assert service.asked == ["2511DP 147"]


def test_a_municipality_told_from_the_city_gives_way_and_one_of_an_editor_does_not(
    service: Service, capsys
) -> None:
    service.docs = [{**TURFMARKT, "gemeentenaam": "Samengevoegd"}]
    derived = LocationFactory(**COARSE)
    chosen = LocationFactory(**COARSE, municipality="Zelf gekozen")
    assert derived.municipality == "Den Haag"
    geocode(capsys)
    derived.refresh_from_db()
    chosen.refresh_from_db()
    assert (derived.municipality, chosen.municipality) == ("Samengevoegd", "Zelf gekozen")


def test_a_location_without_a_point_is_found_by_street_and_city(service: Service, capsys) -> None:
    location = LocationFactory(point="", precision=Precision.UNKNOWN, postcode="", province="")
    geocode(capsys)
    location.refresh_from_db()
    assert (location.precision, location.province) == (Precision.ADDRESS, "Zuid-Holland")


@pytest.mark.parametrize("precision", [Precision.PLACED, Precision.ADDRESS])
def test_a_good_point_is_left_alone(service: Service, capsys, precision: Precision) -> None:
    location = LocationFactory(precision=precision)
    geocode(capsys)
    location.refresh_from_db()
    assert (location.precision, location.latitude) == (precision, 52.07777)
    assert service.asked == []


def test_without_the_house_number_the_full_postcode_is_better_than_four_digits(
    service: Service, capsys
) -> None:
    service.docs = [{**TURFMARKT, "huis_nlt": "99"}, TURFMARKT_POSTCODE]
    location = LocationFactory(**COARSE)
    geocode(capsys)
    location.refresh_from_db()
    assert location.precision == Precision.POSTCODE6


def test_an_exact_addition_goes_before_the_same_number(service: Service, capsys) -> None:
    other = {**TURFMARKT, "huis_nlt": "147A", "centroide_ll": "POINT(4.33 52.09)"}
    service.docs = [TURFMARKT, other]
    location = LocationFactory(**COARSE, house_number="147a")
    geocode(capsys)
    location.refresh_from_db()
    assert location.latitude == 52.09


def test_another_address_is_not_taken_for_this_one(service: Service, capsys) -> None:
    service.docs = [{**TURFMARKT, "postcode": "9711AB"}]
    location = LocationFactory(**COARSE)
    assert "1 niets beters gevonden" in geocode(capsys)
    location.refresh_from_db()
    assert (location.precision, location.point) == (COARSE["precision"], COARSE["point"])


def test_a_dry_run_says_what_would_change_and_changes_nothing(service: Service, capsys) -> None:
    location = LocationFactory(**COARSE)
    before = Location.objects.values().get(pk=location.pk)
    output = geocode(capsys, dry_run=True)
    assert "Turfmarkt 147, 2511 DP Den Haag: precies op het adres" in output
    assert "Proefronde, er is niets gewijzigd: 1 preciezer" in output
    assert Location.objects.values().get(pk=location.pk) == before


def test_a_second_run_asks_nothing_until_an_address_changes(service: Service, capsys) -> None:
    service.docs = []
    location = LocationFactory(**COARSE)
    geocode(capsys)
    assert "0 niets beters" in geocode(capsys)
    assert len(service.asked) == 1
    Location.objects.filter(pk=location.pk).update(house_number="148")
    geocode(capsys)
    assert service.asked[1:] == ["2511DP 148"]
    geocode(capsys, again=True)
    assert "1 niets beters" in geocode(capsys, again=True)


def test_a_limit_leaves_the_rest_for_the_next_run(service: Service, capsys) -> None:
    for _ in range(3):
        LocationFactory(**COARSE)
    assert "2 preciezer" in geocode(capsys, limit=2)
    assert "1 preciezer" in geocode(capsys)


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Press Ctrl-C after so many lookups."""

    def stop(number: int) -> None:
        look_up, done = refine.look_up, []

        def interrupted(location: Location) -> refine.Refinement:
            if len(done) == number:
                raise KeyboardInterrupt
            done.append(location)
            return look_up(location)

        monkeypatch.setattr(refine, "look_up", interrupted)

    return stop


def test_a_stopped_run_keeps_its_work_and_goes_on_later(
    service: Service, capsys, stop_after, monkeypatch
) -> None:
    for _ in range(3):
        LocationFactory(**COARSE)
    stop_after(2)
    with pytest.raises(SystemExit) as stopped:
        geocode(capsys)
    assert stopped.value.code == 130
    output = capsys.readouterr().out
    assert "Gestopt, de volgende keer gaat het hier verder: 2 preciezer" in output
    assert "1 nog niet bekeken" in output
    monkeypatch.undo()
    assert "Klaar: 1 preciezer" in geocode(capsys)


def test_a_service_that_does_not_answer_ends_the_run(service: Service, capsys) -> None:
    service.reply = Reply(status=503)
    for _ in range(5):
        LocationFactory(**COARSE)
    with pytest.raises(CommandError, match="antwoordt niet"):
        geocode(capsys)
    assert len(service.times) == refine.MOST_FAILURES
    assert not Location.objects.exclude(geocoded_address="").exists()
    service.reply = None
    assert "5 preciezer" in geocode(capsys)


def test_one_failure_is_passed_over_and_tried_again_later(
    service: Service, capsys, monkeypatch
) -> None:
    LocationFactory(**COARSE), LocationFactory(**COARSE, house_number="148")
    service.docs = [TURFMARKT, {**TURFMARKT, "huis_nlt": "148"}]
    ask = refine.geocoder.ask_service

    def failing(text: str) -> list:
        if text.endswith("147"):
            raise refine.GeocoderUnavailableError("too slow")
        return ask(text)

    with monkeypatch.context() as patched:
        patched.setattr(refine.geocoder, "ask_service", failing)
        assert "1 preciezer, 0 niets beters gevonden, 1 mislukt" in geocode(capsys)
    assert "1 preciezer" in geocode(capsys)


def test_without_a_service_the_command_says_so(settings) -> None:
    settings.GEOCODER_URL = ""
    with pytest.raises(CommandError, match="GEOCODER_URL"):
        call_command("geocode_locations")


def test_the_latest_version_of_the_page_gets_the_better_point(service: Service, capsys) -> None:
    location = LocationFactory(**COARSE)
    location.page.specific.save_revision().publish()
    geocode(capsys)
    page = OrganisationPage.objects.get(pk=location.page_id)
    assert not page.has_unpublished_changes
    assert page.live_revision_id == page.latest_revision_id
    assert page.latest_revision.as_object().locations.get().precision == Precision.ADDRESS
    page.latest_revision.publish()
    location.refresh_from_db()
    assert location.precision == Precision.ADDRESS


def test_a_draft_keeps_its_text_and_gets_the_better_point(service: Service, capsys) -> None:
    location = LocationFactory(**COARSE)
    page = location.page.specific
    page.title = "Nieuwe naam, nog niet gepubliceerd"
    page.save_revision()
    geocode(capsys)
    page = OrganisationPage.objects.get(pk=page.pk)
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Nieuwe naam, nog niet gepubliceerd"
    assert draft.locations.get().precision == Precision.ADDRESS
    draft.save_revision().publish()
    location.refresh_from_db()
    assert (location.precision, location.latitude) == (Precision.ADDRESS, 52.07832)


def test_a_marker_that_was_moved_in_a_draft_stays(service: Service, capsys) -> None:
    location = LocationFactory(**COARSE)
    page = location.page.specific
    row = page.locations.get()
    row.point, row.precision = "SRID=4326;POINT(4.40000 52.10000)", Precision.PLACED
    page.locations = [row]
    page.save_revision()
    geocode(capsys)
    draft = OrganisationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.locations.get().precision == Precision.PLACED


def test_a_location_that_changed_meanwhile_is_not_touched(service: Service) -> None:
    location = LocationFactory(**COARSE)
    refinement = refine.look_up(location)
    Location.objects.filter(pk=location.pk).update(precision=Precision.PLACED)
    refine.save([refinement])
    location.refresh_from_db()
    assert (location.precision, location.point) == (Precision.PLACED, COARSE["point"])


def test_the_index_hears_of_pages_and_of_posts_at_the_place(service: Service, capsys) -> None:
    location = LocationFactory(**COARSE, page=OrganisationFactory())
    post = PostFactory(parent=location.page.specific, place=location)
    heard: list[frozenset[int]] = []

    def listen(page_ids: frozenset[int], **kwargs: Any) -> None:
        heard.append(page_ids)

    tree_changed.connect(listen)
    try:
        geocode(capsys)
    finally:
        tree_changed.disconnect(listen)
    assert heard == [frozenset({location.page_id, post.pk})]
