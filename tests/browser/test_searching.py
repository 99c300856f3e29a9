"""Searching in a browser: results that renew, suggestions by keyboard, and all of it without script."""

import re

from playwright.sync_api import Page, expect

from tests.browser.site import build_site


def test_results_renew_without_a_reload_and_back_works(page: Page) -> None:
    build_site()
    page.goto("/zoeken/?q=werkplek")
    heading = page.locator("#resultaten")
    everything = heading.inner_text()
    page.evaluate("document.body.dataset.still = 'here'")
    box = page.locator('input[name="soort"][value="vraag"]')
    box.check()
    expect(page).to_have_url(re.compile(r"\?q=werkplek&soort=vraag"))
    expect(heading).to_have_text(re.compile("^\\s*1 resultaat"))
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(page.locator("form [role=status]").last).to_have_text("1 resultaat")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=werkplek$"))
    expect(heading).to_have_text(everything)
    expect(box).not_to_be_checked()
    assert page.evaluate("document.body.dataset.still") == "here"


def test_a_filter_is_dropped_with_its_cross_and_the_heading_gets_the_focus(page: Page) -> None:
    build_site()
    page.goto("/zoeken/?q=werkplek&soort=vraag")
    page.get_by_role("link", name=re.compile("Filter weghalen:\\s+Vraag")).click()
    expect(page).to_have_url(re.compile(r"\?q=werkplek$"))
    expect(page.locator("#resultaten")).to_be_focused()
    expect(page.locator('input[name="soort"][value="vraag"]')).not_to_be_checked()


def test_suggestions_are_chosen_with_the_keyboard(page: Page) -> None:
    build_site()
    page.goto("/zoeken/")
    field = page.get_by_role("combobox", name="Zoekwoorden")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("rijksd")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Rijksdienst voor Voorbeelden")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "zoek-q-suggesties-0")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("rijksd")
    field.press_sequentially("i")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rijksdienst voor Voorbeelden")


def test_enter_without_a_choice_searches(page: Page) -> None:
    build_site()
    page.goto("/zoeken/")
    field = page.get_by_role("combobox", name="Zoekwoorden")
    field.press_sequentially("werkplek")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=werkplek"))
    expect(page.locator("#resultaten")).to_contain_text("resulta")


def test_everything_works_without_script(page_without_script: Page) -> None:
    build_site()
    page = page_without_script
    page.goto("/zoeken/")
    page.locator("#zoek-q").fill("werkplek")
    page.locator('input[name="soort"][value="vraag"]').check()
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page).to_have_url(re.compile("q=werkplek.*soort=vraag"))
    expect(page.locator("#resultaten")).to_contain_text("1 resultaat")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Filter weghalen:\\s+Vraag")).click()
    expect(page).not_to_have_url(re.compile("soort=vraag"))
