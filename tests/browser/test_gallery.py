"""The photos of a post: large, one by one, with a mouse, a keyboard, a finger or no script at all."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bodies import photo
from tests.browser.conftest import Watch, accessibility_problems
from tests.factories import PostFactory


@pytest.fixture
def address() -> str:
    """A post with three photos."""
    photos = [photo("De balie"), photo("De gang"), photo("De zaal")]
    body = json.dumps([{"type": "gallery", "value": photos}])
    url: str = PostFactory(kind="fotos", body=body).url
    return url


def opened(page: Page, address: str, number: int = 0) -> Locator:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator(".block__photo").nth(number).click()
    viewer = page.get_by_role("dialog", name="Foto's groot bekijken")
    expect(viewer).to_be_visible()
    return viewer


def test_a_reader_looks_at_the_photos_one_by_one(page: Page, address: str, watch: Watch) -> None:
    viewer = opened(page, address, 1)
    expect(viewer).to_contain_text("Foto 2 van 3")
    expect(viewer).to_contain_text("De gang")
    expect(viewer.get_by_role("img", name="Drie mensen aan een balie")).to_be_visible()
    viewer.get_by_role("button", name="Volgende foto").click()
    expect(viewer).to_contain_text("De zaal")
    viewer.get_by_role("button", name="Volgende foto").click()
    expect(viewer).to_contain_text("Foto 1 van 3")
    viewer.get_by_role("button", name="Vorige foto").click()
    expect(viewer).to_contain_text("Foto 3 van 3")
    assert accessibility_problems(page) == []
    viewer.get_by_role("button", name="Sluiten").click()
    expect(viewer).to_be_hidden()
    assert watch.console_errors == []


def test_the_keyboard_does_it_all_and_comes_back_where_it_was(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator(".block__photo").first.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog")
    expect(viewer).to_contain_text("Foto 1 van 3")
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("Foto 2 van 3")
    page.keyboard.press("End")
    expect(viewer).to_contain_text("Foto 3 van 3")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(viewer).to_contain_text("Foto 3 van 3")
    for _times in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || Boolean(document.activeElement.closest('dialog'))"
        )
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator(".block__photo").nth(2)).to_be_focused()


def test_a_finger_swipes_to_the_next_photo(phone: Page, address: str) -> None:
    viewer = opened(phone, address)
    for start, end, shown in ((250, 60, 2), (60, 250, 1), (100, 110, 1)):
        phone.mouse.move(start, 300)
        phone.mouse.down()
        phone.mouse.move(end, 300)
        phone.mouse.up()
        expect(viewer).to_contain_text(f"Foto {shown} van 3")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_a_photo_leads_to_its_large_version(
    page_without_script: Page, address: str
) -> None:
    page_without_script.goto(address)
    assert not page_without_script.get_by_role("button", name="Kopieer de link").is_visible()
    with page_without_script.expect_response("**/*.webp") as answer:
        page_without_script.locator(".block__photo").first.click()
    assert answer.value.headers["content-type"] == "image/webp"


def test_a_reader_copies_the_address_of_a_post(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.get_by_role("status").filter(has_text="De link is gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(address)


def test_where_copying_is_refused_the_address_is_shown(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(address)
    page.get_by_role("button", name="Kopieer de link").click()
    said = page.get_by_role("status").filter(has_text="Kopiëren lukt niet.")
    expect(said).to_contain_text(address)
