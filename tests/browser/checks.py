"""What must hold for a page, whatever it is: looked at in the browser, one line for each problem."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import html5lib
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
# Of axe's rules only these look at colours.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

# A tenth of what is still called good (Cumulative Layout Shift, web.dev/articles/cls).
MOST_SHIFT = 0.01

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
  if (style.scrollBehavior === "smooth") return true;
  return [style.transitionDuration, style.animationDuration].some((times) =>
    times.split(",").some((time) => parseFloat(time) > 0.01));
}).map((element) => `${element.outerHTML.slice(0, 80)} moves`)"""

# What stays in view may not cover what one reads.
STAYS = """() => [...document.body.querySelectorAll("*:not(.nl-skip-link, .skiplink)")].filter((element) =>
  ["fixed", "sticky"].includes(getComputedStyle(element).position)
).map((element) => `${element.outerHTML.slice(0, 80)} stays in view`)"""

# Where a form that was sent does not say what is wrong, at the field and, for readers, above it.
UNEXPLAINED = """() => {
  const fields = [...document.querySelectorAll("main [aria-invalid=true]")];
  const found = fields.length ? [] : ["no field says that it is wrong"];
  for (const field of fields) {
    const told = (field.getAttribute("aria-describedby") ?? "").split(" ")
      .map((id) => document.getElementById(id))
      .some((element) => element?.checkVisibility() && element.textContent.trim());
    if (!told) found.push(`${field.name} does not say what is wrong with it`);
  }
  const isDoor = location.pathname.startsWith("/cms/");
  if (!isDoor && !document.activeElement.matches(".error-summary:has(a)"))
    found.push("the reader is not brought to what is wrong");
  return found;
}"""

SAME_ID = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))].map(
    (id) => `more than one element has the id ${id}`);
}"""

# What moved while the page came in and a reader scrolled through it.
SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({ node }) => (node?.outerHTML ?? "").slice(0, 80));
      if (!entry.hadRecentInput) found.push([entry.value, `${moved} shifts`]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(found), 20));
})"""

SCROLL_THROUGH = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top);
    await frame();
  }
  scrollTo(0, 0);
  await frame();
}"""

RUN_AXE = """async (options) => {
  const results = await axe.run(document, options);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help} (${node.target})`));
}"""


@cache
def axe_source() -> str:
    """The script of axe."""
    return AXE.read_text(encoding="utf-8")


def axe_problems(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe finds, WCAG 2.2 A and AA and best practices; its script stays in the page.

    With `colours_only` only what can differ between the light and the dark scheme.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if colours_only:
        options["runOnly"] = COLOUR_RULES
    else:
        # WCAG 2.5.8, which axe leaves out unless it is asked for.
        options["rules"] = {"target-size": {"enabled": True}}
    found: list[str] = page.evaluate(RUN_AXE, options)
    return found


def problems_with_style(page: Page, css: str) -> list[str]:
    """What is cut off when a reader adds this to the styles of the page."""
    page.evaluate(ADD_STYLE, css)
    found: list[str] = page.evaluate(CUT_OFF)
    page.evaluate(ADD_STYLE, "")
    return found


def shifts(page: Page) -> list[str]:
    """What moved since the page began to load, while a reader scrolled through all of it.

    Nothing, when all of it together is less than anybody sees: a busy machine paints a head of
    which the rest is still coming in.
    """
    page.evaluate(SCROLL_THROUGH)
    found: list[tuple[float, str]] = page.evaluate(SHIFTS)
    total = sum(value for value, _what in found)
    return [f"{what} by {value:.4f}" for value, what in found] if total >= MOST_SHIFT else []


def parse_errors(body: bytes) -> list[str]:
    """Where the page as it was sent is no valid HTML."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(body)
    return [f"no valid HTML at {place}: {code} {data}" for place, code, data in parser.errors]
