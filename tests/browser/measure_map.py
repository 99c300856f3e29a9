"""How long a reader waits for the map: run against a server that runs.

    python -m tests.browser.measure_map http://127.0.0.1:8000/kaart/

Opens the page in a new browser with an empty cache, some times. The map is usable when its marks
stand in the page and take the keyboard. Background tiles come from elsewhere and are not waited
for.
"""

import gzip
import shutil
import statistics
import sys
import time
from typing import Any

from playwright.sync_api import Browser, sync_playwright

TIMES = 7
# No other traffic of the browser's own beside the page.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
READY = '.map--ready .map-mark[tabindex="0"]'
# Asked in the page itself: `wait_for_selector` looks too seldom to measure with.
STATE = f"""() => [
    document.querySelector({READY!r}) !== null,
    performance.now(),
    performance.getEntriesByType('navigation')[0].responseEnd,
    document.querySelectorAll('.map-mark').length,
]"""


def load(browser: Browser, url: str) -> tuple[float, float, int, dict[str, int]]:
    """Milliseconds until the map can be used and until the page was there; marks; script bytes."""
    scripts: dict[str, int] = {}

    def note(response: Any) -> None:
        if response.request.resource_type == "script":
            scripts[response.url] = len(gzip.compress(response.body()))

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("response", note)
    page.goto(url, wait_until="commit")
    deadline = time.monotonic() + 60
    while True:
        is_ready, now, answered, marks = page.evaluate(STATE)
        if is_ready:
            break
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url}: no marks after a minute")
        time.sleep(0.005)
    page.wait_for_load_state("networkidle")
    context.close()
    return now, answered, marks, scripts


def main(url: str) -> None:
    """Print the medians."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        loads = [load(browser, url) for _time in range(TIMES)]
        browser.close()
    usable, answered, marks, _scripts = (list(column) for column in zip(*loads, strict=True))
    scripts = loads[-1][3]
    sys.stdout.write(f"usable after {statistics.median(usable):.0f} ms\n")
    sys.stdout.write(f"of which until the page was there {statistics.median(answered):.0f} ms\n")
    sys.stdout.write(f"marks {marks[-1]}; script {sum(scripts.values()) / 1000:.1f} kB gzip\n")


if __name__ == "__main__":
    main(sys.argv[1])
