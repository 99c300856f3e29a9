"""Editing the locations of an organisation through the real form of the CMS."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from organisations.geo.forms import LocationForm
from organisations.geo.points import parse_coordinates
from organisations.models import Location, MinistryPage, OrganisationPage, Precision
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

EMPTY = {
    "label": "",
    "find": "",
    "street": "",
    "house_number": "",
    "postcode": "",
    "city": "",
    "municipality": "",
    "province": "",
    "point": "",
    "precision": "",
}
TURFMARKT = {"street": "Turfmarkt", "house_number": "147", "postcode": "2511dp", "city": "Den Haag"}


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def post(editor: Client, page: OrganisationPage, *rows: dict, publish: bool = True):
    """Save the edit form with these locations; rows with an id are those that exist."""
    locations = [
        {"id": "", "ORDER": str(n), "DELETE": "", **EMPTY, **r} for n, r in enumerate(rows, 1)
    ]
    known = sum(bool(row["id"]) for row in locations)
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "organisation_type": page.organisation_type,
            "body": streamfield([]),
            "visit_report": rich_text(""),
            "locations": {
                **{str(n): row for n, row in enumerate(locations)},
                "TOTAL_FORMS": str(len(locations)),
                "INITIAL_FORMS": str(known),
                "MIN_NUM_FORMS": "0",
                "MAX_NUM_FORMS": "1000",
            },
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    if publish:
        data["action-publish"] = "1"
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def row_of(location: Location) -> dict:
    """A location as the form shows it."""
    form = LocationFormFor(instance=location)
    return {"id": str(location.pk), **{name: form[name].value() or "" for name in EMPTY}}


class LocationFormFor(LocationForm):
    """The form of a row, to read its first values from."""

    class Meta:
        model = Location
        fields = [name for name in EMPTY if name != "find"]


def _alike(text: str) -> object:
    """A text without what may differ: spaces, capitals and the number of decimals."""
    return parse_coordinates(text) or text.replace(" ", "").lower()


def errors(response) -> str:
    """The messages at the fields of the form that came back."""
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(note.get_text(" ", strip=True) for note in soup.select(".error-message"))


def test_an_address_with_a_postcode_is_placed_without_any_network(editor: Client) -> None:
    page = OrganisationFactory()
    assert post(editor, page, TURFMARKT).status_code == 302
    location = page.locations.get()
    assert (location.postcode, location.precision) == ("2511 DP", Precision.POSTCODE4)
    assert location.latitude == pytest.approx(52.08, abs=0.02)
    assert location.province == "Zuid-Holland"
    assert location.building_key == "turfmarkt-147-den-haag"


def test_a_draft_is_placed_as_well(editor: Client) -> None:
    page = OrganisationFactory()
    assert post(editor, page, TURFMARKT, publish=False).status_code == 302
    draft = OrganisationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.locations.get().precision == Precision.POSTCODE4


def test_typed_coordinates_are_placed_by_hand(editor: Client) -> None:
    page = OrganisationFactory()
    post(editor, page, {**TURFMARKT, "point": "52,0784 4,3201"})
    location = page.locations.get()
    assert (location.latitude, location.longitude) == (52.0784, 4.3201)
    assert location.precision == Precision.PLACED


def test_a_point_that_moved_alone_was_placed_by_hand(editor: Client) -> None:
    location = LocationFactory(precision=Precision.ADDRESS)
    post(editor, location.page.specific, {**row_of(location), "point": "52.0790, 4.3210"})
    location.refresh_from_db()
    assert (location.latitude, location.precision) == (52.0790, Precision.PLACED)


def test_what_the_map_says_of_the_precision_is_kept(editor: Client) -> None:
    page = OrganisationFactory()
    post(editor, page, {**TURFMARKT, "point": "52.0784, 4.3201", "precision": "address"})
    assert page.locations.get().precision == Precision.ADDRESS


def test_saving_without_a_change_changes_nothing(editor: Client) -> None:
    location = LocationFactory(point="SRID=4326;POINT(4.3205 52.07240)", municipality="Den Haag")
    before = Location.objects.values().get(pk=location.pk)
    assert post(editor, location.page.specific, row_of(location)).status_code == 302
    after = Location.objects.values().get(pk=location.pk)
    assert {**after, "point": before["point"]} == {**before, "sort_order": after["sort_order"]}


def test_another_postcode_moves_a_point_that_was_not_placed_by_hand(editor: Client) -> None:
    location = LocationFactory(municipality="Den Haag")
    row = {**row_of(location), "street": "Hojel", "postcode": "3526 LA", "city": "Utrecht"}
    post(editor, location.page.specific, row)
    location.refresh_from_db()
    assert location.precision == Precision.POSTCODE4
    assert location.province == "Utrecht"
    assert location.municipality == "Utrecht"


def test_a_municipality_that_is_not_known_is_not_kept_from_another_city(editor: Client) -> None:
    location = LocationFactory(municipality="Den Haag")
    row = {**row_of(location), "street": "Dorpsweg", "postcode": "3632 AA", "city": "Loenen"}
    post(editor, location.page.specific, row)
    location.refresh_from_db()
    assert location.municipality == ""


def test_another_house_number_makes_the_point_less_exact(editor: Client) -> None:
    location = LocationFactory(municipality="Den Haag")
    post(editor, location.page.specific, {**row_of(location), "house_number": "149"})
    location.refresh_from_db()
    assert location.precision == Precision.POSTCODE4
    assert (location.latitude, location.municipality) == (52.07777, "Den Haag")


def test_a_marker_placed_by_hand_stays_when_the_address_changes(editor: Client) -> None:
    location = LocationFactory(precision=Precision.PLACED)
    post(editor, location.page.specific, {**row_of(location), "postcode": "2513 AA"})
    location.refresh_from_db()
    assert (location.precision, location.latitude) == (Precision.PLACED, 52.07777)


def test_dragging_to_another_province_changes_the_province(editor: Client) -> None:
    location = LocationFactory()
    post(editor, location.page.specific, {**row_of(location), "point": "52.3731, 4.8926"})
    location.refresh_from_db()
    assert location.province == "Noord-Holland"


def test_a_place_without_an_address_may_be_just_a_point(editor: Client) -> None:
    page = OrganisationFactory()
    assert post(editor, page, {"point": "12.1500, -68.2700"}).status_code == 302
    location = page.locations.get()
    assert (location.precision, location.province) == (Precision.PLACED, "")


def test_an_empty_place_stays_empty(editor: Client) -> None:
    page = OrganisationFactory()
    assert post(editor, page, {"label": "Postadres"}).status_code == 302
    location = page.locations.get()
    assert (location.point, location.latitude, location.precision) == ("", None, "")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("point", "ergens in Den Haag", "Dit is geen plek op de kaart"),
        ("point", "<img src=x onerror=alert(1)>", "Dit is geen plek op de kaart"),
        ("point", "48.85, 2.35", "buiten het Koninkrijk der Nederlanden"),
        ("point", "4.3201, 52.0784", "eerst de breedte en dan de lengte"),
        ("postcode", "0123 AB", "geen Nederlandse postcode"),
        ("postcode", "25 DP", "geen Nederlandse postcode"),
    ],
)
def test_bad_input_gets_a_message_at_the_field_and_nothing_is_lost(
    editor: Client, field: str, typed: str, message: str
) -> None:
    page = OrganisationFactory()
    row = {**TURFMARKT, "label": "Hoofdkantoor", "find": "Turfmarkt", field: typed}
    response = post(editor, page, row)
    assert response.status_code == 200
    assert message in errors(response)
    soup = BeautifulSoup(response.content, "html.parser")
    for name, value in row.items():
        shown = soup.find("input", attrs={"name": f"locations-0-{name}"})
        assert _alike(shown["value"]) == _alike(value)
    assert not page.locations.exists()


def test_searching_without_choosing_gets_a_message(editor: Client) -> None:
    page = OrganisationFactory()
    assert "Vul een adres in" in errors(post(editor, page, {"find": "Turfmarkt"}))


def test_a_house_number_alone_gets_a_message(editor: Client) -> None:
    page = OrganisationFactory()
    assert "Vul ook een straat of een postcode in" in errors(
        post(editor, page, {"house_number": "1"})
    )


@pytest.mark.parametrize("maker", [OrganisationFactory, MinistryFactory])
def test_the_form_asks_nothing_of_other_hosts(editor: Client, settings, maker) -> None:
    settings.MAP_TILE_URL = "https://tegels.example/{z}/{x}/{y}.png"
    location = LocationFactory(page=maker())
    page: OrganisationPage | MinistryPage = location.page.specific
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    soup = BeautifulSoup(response.content, "html.parser")
    addresses = [tag.get("src") or tag.get("href") for tag in soup.select("script[src], link, img")]
    assert not [a for a in addresses if a and a.startswith(("http:", "https:", "//"))]
    options = soup.select_one("[data-controller=location-map]")["data-location-map-options-value"]
    assert "tegels.example" in options
    assert soup.find("input", attrs={"name": "locations-0-point"})["value"] == "52.07777, 4.31764"
    assert soup.find("input", attrs={"name": "locations-0-precision"})["type"] == "hidden"
