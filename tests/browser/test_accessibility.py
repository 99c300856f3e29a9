"""Every type of page for who reads it another way: larger, wider, in colours of the system, by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.site import Site, build_site

# WCAG 1.4.12, as the criterion gives them.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
TWICE_AS_LARGE = "html { font-size: 200% !important; }"

# A sheet that is constructed is no inline style: the policy of the site stays as it is.
ADD_STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""

# Elements that cut off their own text, or lie across the edge of the page.
CUT_OFF = """() => {
  const found = [];
  const isHidden = (element) =>
    element.closest(".visually-hidden, .trap, .map__stage, .map__skip, [hidden]") ||
    element.getClientRects().length === 0;
  for (const element of document.body.querySelectorAll("*")) {
    if (isHidden(element) || !element.textContent.trim()) continue;
    const style = getComputedStyle(element);
    const name = `${element.tagName.toLowerCase()}.${element.className}`;
    const cuts = ["hidden", "clip"];
    if (element.matches("input, select, textarea")) continue;
    if (cuts.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      found.push(`${name} cuts off to the right`);
    if (cuts.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
      found.push(`${name} cuts off at the foot`);
  }
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.push(`the page is ${width} wide in a window of ${innerWidth}`);
  return found;
}"""

# What moves by itself or on a change, for who asked for less motion.
MOVES = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return [style.transitionDuration, style.animationDuration].some((times) =>
    times.split(",").some((time) => parseFloat(time) > 0.01));
}).map((element) => element.outerHTML.slice(0, 80))"""

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


def problems(page: Page, site: Site, css: str) -> list[str]:
    found = []
    for name, address in site.addresses().items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate(ADD_STYLE, css)
        found += [f"{name}: {problem}" for problem in page.evaluate(CUT_OFF)]
    return found


def test_text_can_be_spaced_out(page: Page, site: Site) -> None:
    assert problems(page, site, TEXT_SPACING) == []


def test_text_can_be_spaced_out_on_a_phone(phone: Page, site: Site) -> None:
    assert problems(phone, site, TEXT_SPACING) == []


def test_text_can_be_twice_as_large(page: Page, site: Site) -> None:
    assert problems(page, site, TWICE_AS_LARGE) == []


def test_a_window_of_1280_at_four_hundred_per_cent_scrolls_one_way_only(
    chromium: Browser, live_server, site: Site
) -> None:
    """320 by 256 CSS pixels, as WCAG 1.4.10 counts it; nothing is lost."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 320, "height": 256},
        device_scale_factor=4,
    )
    page = context.new_page()
    assert problems(page, site, "") == []
    for address in site.addresses().values():
        page.goto(address)
        # What stays in view may not cover what one reads.
        staying = page.evaluate(
            "[...document.body.querySelectorAll('*:not(.nl-skip-link)')].filter("
            "  e => ['fixed', 'sticky'].includes(getComputedStyle(e).position)"
            ").map(e => e.outerHTML.slice(0, 90))"
        )
        assert staying == []
    context.close()


def test_the_check_sees_what_is_cut_off(page: Page, site: Site) -> None:
    page.goto(site.organisation.url)
    page.evaluate(ADD_STYLE, "h1 { inline-size: 2rem; overflow: hidden; white-space: nowrap; }")
    assert any(problem.startswith("h1") for problem in page.evaluate(CUT_OFF))


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


def test_nothing_moves_for_who_asks_for_less_motion(page: Page, site: Site) -> None:
    page.emulate_media(reduced_motion="reduce")
    for name, address in site.addresses().items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(MOVES) == [], name
        assert (
            page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        ), name


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


def test_targets_are_large_enough_for_a_shaky_hand(phone: Page, site: Site) -> None:
    """WCAG 2.5.8, which axe leaves out unless it is asked for."""
    for name, address in site.addresses().items():
        phone.goto(address)
        phone.wait_for_load_state("networkidle")
        found = Axe().run(
            phone, options={"runOnly": ["wcag22aa"], "rules": {"target-size": {"enabled": True}}}
        )
        small = [
            node["html"][:120]
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
        assert small == [], name


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
