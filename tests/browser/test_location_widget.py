"""Editing a location in the CMS, in a real browser: address, marker, coordinates, no network."""

import base64
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, Route, expect

from organisations.models import Location, OrganisationPage, Precision
from tests.browser.conftest import Watch, open_editor
from tests.factories import LocationFactory, OrganisationFactory, PostFactory, UserFactory
from tests.organisations.geo.locatieserver import TURFMARKT, Service, locatieserver

ROW = "#id_locations-0-"
MARKER = f"{ROW}point_map .leaflet-marker-icon"
LAND_ZOOM = 9
HOSTILE = "<img src=x onerror=document.title='gekraakt'>"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg=="
)


@pytest.fixture(autouse=True)
def _quiet(settings) -> Iterator[None]:
    """Without tiles, and saving only when asked, unless the test is about that."""
    settings.MAP_TILE_URL = ""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def service(settings) -> Iterator[Service]:
    """A Locatieserver that knows two addresses on the Turfmarkt."""
    with locatieserver(TURFMARKT, {**TURFMARKT, "huis_nlt": "147A"}) as running:
        settings.GEOCODER_URL = running.url
        yield running


@pytest.fixture
def editor(page: Page, live_server) -> Page:
    """A browser in which somebody has signed in to the CMS."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return page


def open_locations(page: Page, organisation: OrganisationPage, *, add: bool = True) -> None:
    """Open the edit form at its locations, and add an empty one."""
    page.goto(f"/cms/pages/{organisation.pk}/edit/")
    show_locations(page, add=add)


def show_locations(page: Page, *, add: bool = True) -> None:
    """Go to the locations of the form that is open."""
    page.get_by_role("tab", name="Locaties en contact").click()
    if add:
        page.locator("#id_locations-ADD").click()
    expect(page.locator(f"{ROW}point_map.leaflet-container")).to_be_visible()


def save_draft(page: Page) -> None:
    """Save; the page comes back with a message."""
    page.get_by_role("button", name="Bewaar concept").first.click()
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")


def drag(page: Page, right: int, down: int) -> None:
    """Take the marker by its head and put it elsewhere, once it stands still in full view.

    The map moves when a place is found, and again when it learns that no tiles come.
    """
    marker = page.locator(MARKER)
    marker.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    places = [marker.bounding_box()]
    while len(places) < 4 or any(place != places[-1] for place in places[-4:]):
        page.wait_for_timeout(200)
        places.append(marker.bounding_box())
    box = places[-1]
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2, steps=4)
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def test_an_editor_finds_drags_types_and_saves_a_location(
    editor: Page, service: Service, watch: Watch
) -> None:
    organisation = OrganisationFactory()
    open_locations(editor, organisation)
    expect(editor.locator(MARKER)).to_have_count(0)
    expect(editor.locator(".location-map__status")).to_contain_text("Nog geen plek")
    expect(editor.locator(f"{ROW}point_map path.leaflet-interactive")).to_have_count(0)
    # The twelve provinces, and a neighbour.
    expect(editor.locator(f"{ROW}point_map .leaflet-land-pane path").nth(12)).to_be_attached()

    editor.locator(f"{ROW}find").press_sequentially("Turfmarkt 147 Den Haag", delay=10)
    expect(editor.locator(MARKER)).to_be_visible()
    expect(editor.locator(f"{ROW}street")).to_have_value("Turfmarkt")
    expect(editor.locator(f"{ROW}house_number")).to_have_value("147")
    expect(editor.locator(f"{ROW}postcode")).to_have_value("2511 DP")
    expect(editor.locator(f"{ROW}city")).to_have_value("Den Haag")
    expect(editor.locator(f"{ROW}point")).to_have_value("52.07832, 4.32012")
    expect(editor.locator(f"{ROW}precision")).to_have_value("address")
    expect(editor.locator(".address-search__status")).to_contain_text("precies op het adres")
    expect(editor.locator(".address-search__others button")).to_have_text(
        "Turfmarkt 147A, 2511 DP Den Haag"
    )

    drag(editor, 80, 40)
    expect(editor.locator(f"{ROW}precision")).to_have_value("placed")
    expect(editor.locator(f"{ROW}point")).not_to_have_value("52.07832, 4.32012")

    editor.locator(f"{ROW}point").fill("52,0790 4,3215")
    expect(editor.locator(".location-map__status")).to_contain_text("met de hand")
    save_draft(editor)

    open_locations(editor, organisation, add=False)
    expect(editor.locator(f"{ROW}point")).to_have_value("52.07900, 4.32150")
    expect(editor.locator(MARKER)).to_be_visible()
    assert watch.console_errors == []
    assert watch.outside_requests == []
    page = OrganisationPage.objects.get(pk=organisation.pk)
    location = page.get_latest_revision_as_object().locations.get()
    assert (location.precision, location.street) == (Precision.PLACED, "Turfmarkt")


def test_without_a_service_a_postcode_places_the_marker(editor: Page, watch: Watch) -> None:
    open_locations(editor, OrganisationFactory())
    editor.locator(f"{ROW}street").press_sequentially("Turfmarkt")
    editor.locator(f"{ROW}postcode").press_sequentially("2511 DP")
    editor.keyboard.press("Tab")
    expect(editor.locator(MARKER)).to_be_visible()
    expect(editor.locator(f"{ROW}precision")).to_have_value("postcode4")
    expect(editor.locator(f"{ROW}province")).to_have_value("Zuid-Holland")
    expect(editor.locator(f"{ROW}street")).to_have_value("Turfmarkt")
    expect(editor.locator(".location-map__status")).to_contain_text("bij benadering")
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_a_marker_placed_by_hand_stays_when_the_postcode_changes(
    editor: Page, service: Service
) -> None:
    location = LocationFactory(precision=Precision.PLACED)
    open_locations(editor, location.page.specific, add=False)
    editor.locator(f"{ROW}postcode").fill("")
    editor.locator(f"{ROW}postcode").press_sequentially("2513 AA")
    editor.keyboard.press("Tab")
    expect(editor.locator(".address-search__status")).to_contain_text("blijft staan")
    expect(editor.locator(f"{ROW}point")).to_have_value("52.07777, 4.31764")
    assert service.asked == []


def test_the_marker_moves_with_the_arrow_keys_and_can_be_taken_away(editor: Page) -> None:
    location: Location = LocationFactory()
    open_locations(editor, location.page.specific, add=False)
    editor.locator(MARKER).focus()
    editor.keyboard.press("ArrowUp")
    expect(editor.locator(f"{ROW}precision")).to_have_value("placed")
    north = float(editor.locator(f"{ROW}point").input_value().split(",")[0])
    assert north > location.latitude
    editor.get_by_role("button", name="Wis de plek").click()
    expect(editor.locator(MARKER)).to_have_count(0)
    expect(editor.locator(f"{ROW}point")).to_have_value("")


def test_what_is_typed_is_never_run_as_html(editor: Page, service: Service, watch: Watch) -> None:
    service.docs = [{**TURFMARKT, "straatnaam": HOSTILE}, {**TURFMARKT, "straatnaam": HOSTILE}]
    open_locations(editor, OrganisationFactory())
    editor.locator(f"{ROW}find").press_sequentially(HOSTILE)
    expect(editor.locator(".address-search__status")).to_contain_text("<img")
    expect(editor.locator(".address-search__others button")).to_contain_text("<img")
    editor.locator(f"{ROW}point").fill(HOSTILE)
    expect(editor.locator(".location-map__status")).to_contain_text("geen coördinaten")
    assert editor.locator("img[src=x]").count() == 0
    assert "gekraakt" not in editor.title()
    assert watch.console_errors == []


def test_a_found_address_is_saved_by_itself(editor: Page, service: Service, settings) -> None:
    # Long enough for the address to be found in between, also on a busy machine.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 4000
    organisation = OrganisationFactory()
    open_editor(editor, organisation.pk)
    show_locations(editor)
    editor.locator(f"{ROW}find").fill("Turfmarkt 147")
    expect(editor.locator(f"{ROW}point")).to_have_value("52.07832, 4.32012")
    for _ in range(120):
        page = OrganisationPage.objects.get(pk=organisation.pk)
        saved = page.get_latest_revision_as_object().locations.first()
        if saved and saved.precision == Precision.ADDRESS:
            break
        editor.wait_for_timeout(250)
    else:
        pytest.fail("Nothing was saved")


def test_the_map_block_of_a_text_finds_an_address_too(
    editor: Page, service: Service, watch: Watch
) -> None:
    post = PostFactory(
        body=[("map", {"address": "Turfmarkt 147", "point": None, "caption": ""})],
    )
    editor.goto(f"/cms/pages/{post.pk}/edit/")
    expect(editor.locator("#body-0-value-point_map.leaflet-container")).to_be_visible()
    editor.locator("#body-0-value-address").fill("")
    editor.locator("#body-0-value-address").press_sequentially("Turfmarkt 147")
    expect(editor.locator("#body-0-value-point")).to_have_value("52.07832, 4.32012")
    expect(editor.locator("#body-0-value-point_map .leaflet-marker-icon")).to_be_visible()
    save_draft(editor)
    draft = post.specific_class.objects.get(pk=post.pk).get_latest_revision_as_object()
    assert draft.body[0].value["point"].latitude == 52.07832
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_tiles_come_from_the_configured_server_which_hears_where_they_are_for(
    editor: Page, settings, live_server
) -> None:
    settings.MAP_TILE_URL = f"{live_server.url}/tegels/{{z}}/{{x}}/{{y}}.png"
    referrers: list[str] = []

    def tile(route: Route) -> None:
        referrers.append(route.request.all_headers().get("referer", ""))
        route.fulfill(body=PIXEL, content_type="image/png")

    editor.route("**/tegels/**", tile)
    open_locations(editor, LocationFactory().page.specific, add=False)
    expect(editor.locator(f"{ROW}point_map img.leaflet-tile-loaded").first).to_be_visible()
    assert set(referrers) == {f"{live_server.url}/"}


def test_when_no_tiles_come_the_map_steps_back_to_show_the_land(
    editor: Page, settings, live_server
) -> None:
    settings.MAP_TILE_URL = f"{live_server.url}/tegels/{{z}}/{{x}}/{{y}}.png"
    zooms: list[int] = []

    def refuse(route: Route) -> None:
        zooms.append(int(route.request.url.split("/tegels/")[1].split("/")[0]))
        route.abort()

    editor.route("**/tegels/**", refuse)
    open_locations(editor, LocationFactory().page.specific, add=False)
    expect(editor.locator(MARKER)).to_be_visible()
    expect(editor.locator(f"{ROW}point_map .leaflet-land-pane path").first).to_be_attached()
    for _ in range(40):
        if zooms and zooms[-1] == LAND_ZOOM:
            break
        editor.wait_for_timeout(100)
    assert zooms[-1] == LAND_ZOOM
    assert max(zooms) > LAND_ZOOM


def test_the_map_and_its_fields_pass_the_accessibility_checks(editor: Page) -> None:
    open_locations(editor, LocationFactory().page.specific, add=False)
    expect(editor.locator(MARKER)).to_be_visible()
    results = Axe().run(editor, context="#inline_child_locations-0")
    assert [violation["id"] for violation in results.response["violations"]] == []
