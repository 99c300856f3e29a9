"""What a reader does on the site, with the keyboard, on a phone, with and without script."""

import re

from playwright.sync_api import Page, expect

from tests.browser.site import build_site


def test_a_reader_searches_narrows_reads_and_meets_the_neighbours(page: Page) -> None:
    build_site()
    page.goto("/")
    page.get_by_role("main").get_by_label("Waar bent u naar op zoek?").fill("werkplek")
    page.get_by_role("main").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoeken")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Vraag: een werkplek")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag: een werkplek die rustig is")
    page.get_by_role("main").get_by_role("link", name=re.compile("Turfmarkt 147")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Turfmarkt 147")
    expect(page.get_by_role("main")).to_contain_text("Inspectie voor Voorbeelden")


def test_a_reader_walks_from_ministry_to_post_without_script(page_without_script: Page) -> None:
    build_site()
    page = page_without_script
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("van Voorbeelden")).first.click()
    page.get_by_role("main").get_by_role(
        "link", name=re.compile("Rijksdienst voor Voorbeelden")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rijksdienst voor Voorbeelden")
    expect(page.get_by_role("main")).to_contain_text("bezocht op", ignore_case=True)
    page.get_by_role("main").get_by_role("link", name=re.compile("^Behoefte: een")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Behoefte")


def test_a_keyboard_reader_skips_to_the_content(page: Page) -> None:
    build_site()
    page.goto("/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent.trim()")
    assert focused.startswith("Direct naar de inhoud"), focused
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""
    assert page.evaluate("document.querySelector(location.hash).closest('main') !== null")


def test_a_phone_reader_finds_search_and_menu(phone: Page) -> None:
    build_site()
    phone.goto("/")
    expect(phone.get_by_role("combobox").first).to_be_visible()
    phone.get_by_text("Menu", exact=True).first.click()
    phone.get_by_role("link", name="Onderwerpen", exact=True).first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Onderwerpen")


def test_a_reader_takes_a_filter_off_again(page: Page) -> None:
    build_site()
    page.goto("/zoeken/?q=werkplek&soort=vraag")
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 resultaat")
    main.get_by_role("link", name=re.compile("Vraag")).first.click()
    expect(main).to_contain_text("resultaten")
    expect(page).not_to_have_url(re.compile("soort="))


def test_strange_addresses_give_a_normal_page_with_a_clear_word(page: Page) -> None:
    build_site()
    for query in ("pagina=abc", "ministerie=bestaat-niet", 'q="', "q=%00a", "q=" + "a" * 5000):
        response = page.goto(f"/zoeken/?{query}")
        assert response is not None
        assert response.status == 200, query
        expect(page.get_by_role("heading", level=1)).to_contain_text("Zoeken")
