"""The site for who reads it another way: in colours of the system, by keyboard, past an error."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.site import Site, build_site

# Whether the element with the focus can be seen, and seen to have the focus.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const name = element.outerHTML.slice(0, 90);
  const box = element.getBoundingClientRect();
  const isShown = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  let around = element;
  let hasMark = false;
  while (around && !hasMark) {
    const style = getComputedStyle(around);
    hasMark = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    around = around.parentElement;
  }
  const inside = element.querySelector(".map-mark__shape");
  if (inside) hasMark ||= getComputedStyle(inside).outlineStyle !== "none";
  return { name, isShown, hasMark };
}"""


@pytest.fixture
def site() -> Site:
    return build_site()


def test_colours_of_the_system_keep_every_sign(page: Page, site: Site) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site.organisation.url)
    colour = "element => getComputedStyle(element).borderBlockEndColor"
    current = page.locator(".tabs__link[aria-current]").evaluate(colour)
    other = page.locator(".tabs__link:not([aria-current])").first.evaluate(colour)
    assert current != other
    page.goto("/kaart/")
    grounds = page.evaluate(
        "[...document.querySelectorAll('.map-sign')].map(e => getComputedStyle(e).backgroundColor)"
    )
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(set(grounds)) == 3
    assert canvas not in grounds
    page.goto(site.posts["initiatief"].url)
    now = page.locator("[aria-current=step]").evaluate(
        "element => getComputedStyle(element).borderBlockStartColor"
    )
    done = page.locator(".phases__step--done").first.evaluate(
        "element => getComputedStyle(element).borderBlockStartColor"
    )
    assert now != done


@pytest.mark.parametrize("name", ["home", "organisation", "post (fotos)", "search", "follow"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, site: Site, name: str
) -> None:
    # Where the page glides to what has the focus, it is not there yet.
    page.emulate_media(reduced_motion="reduce")
    page.goto(site.addresses()[name])
    page.wait_for_load_state("networkidle")
    wanted = page.locator("main a[href]:visible, main button:visible, main summary:visible").count()
    seen = []
    for _step in range(200):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        assert focus["isShown"], focus["name"]
        assert focus["hasMark"], focus["name"]
        seen.append(focus["name"])
    else:
        pytest.fail("the keyboard does not come out of the page")
    assert len(seen) >= wanted


def test_who_sends_a_form_with_errors_is_brought_to_them(
    page: Page, site: Site, watch: Watch
) -> None:
    page.goto(site.addresses()["follow"])
    page.get_by_label("Uw e-mailadres").fill("geen adres")
    page.get_by_role("main").get_by_role("button", name="Volgen").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Dit moet u nog aanpassen")
    expect(summary).to_be_focused()
    assert page.title().startswith("Fout:")
    summary.get_by_role("link", name="Dit is geen e-mailadres.").click()
    field = page.get_by_label("Uw e-mailadres")
    expect(field).to_be_focused()
    # Nothing typed is lost, and the field says what is wrong with it.
    expect(field).to_have_value("geen adres")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("Dit is geen e-mailadres.")
    assert watch.console_errors == []


def test_errors_are_the_same_without_script(page_without_script: Page, site: Site) -> None:
    page_without_script.goto("/volgen/overzicht/")
    page_without_script.get_by_role("button", name="Stuur mij de link").click()
    summary = page_without_script.get_by_role("alert")
    expect(summary.get_by_role("link", name="Vul uw e-mailadres in.")).to_have_attribute(
        "href", "#id_email"
    )
    expect(summary).to_be_focused()
