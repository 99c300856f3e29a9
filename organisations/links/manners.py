"""Good manners towards other sites: not too fast, not where it is not wanted, later when asked."""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from django.utils import timezone

from cms.core import http

ROBOTS_BYTES = 200_000
LONGEST_PAUSE = 30.0
MINUTE, HOUR, DAY = 60, 3600, 86_400


def seconds_to_wait(retry_after: str) -> int:
    """What a header Retry-After asks for, as seconds or as a moment: a minute to a week.

    An hour when it says nothing that can be read.
    """
    seconds = float(HOUR)
    if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 10:
        seconds = float(retry_after)
    elif retry_after:
        try:
            moment = parsedate_to_datetime(retry_after)
            seconds = moment.timestamp() - timezone.now().timestamp()
        except (ValueError, TypeError, OverflowError):
            pass
    return int(min(max(seconds, MINUTE), 7 * DAY))


class Manners:
    """Remembers during one run when each site was asked, and what its robots.txt says.

    Args:
        pause: seconds between two questions to one site.
        sleep: waits so many seconds.
    """

    def __init__(self, pause: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause = pause
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser] = {}

    def may_ask(self, url: str) -> bool:
        """Whether the site lets programs come to this address; asks it once in a run."""
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._read_rules(site)
        return self._rules[site].can_fetch(http.AGENT, url)

    def wait(self, url: str) -> None:
        """Wait until this site may be asked again, and note that it is asked now."""
        site = _site(url)
        pause = self._pause
        if rules := self._rules.get(site):
            pause = max(pause, min(float(rules.crawl_delay(http.AGENT) or 0), LONGEST_PAUSE))
        host = urlsplit(site).netloc
        if host in self._asked:
            left = self._asked[host] + pause - time.monotonic()
            if left > 0:
                self._sleep(left)
        self._asked[host] = time.monotonic()

    def _read_rules(self, site: str) -> RobotFileParser:
        """The rules of a site; all is allowed where there are none to be had."""
        rules = RobotFileParser()
        lines: list[str] = []
        self.wait(site)
        try:
            answer = http.fetch(
                f"{site}/robots.txt", accept="text/plain", max_bytes=ROBOTS_BYTES, plain_http=True
            )
            if answer.content_type.startswith("text/plain"):
                lines = answer.content.decode("utf-8", "replace").splitlines()
        except http.OutboundError:
            pass
        rules.parse(lines)
        return rules


def _site(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.lower(), "", "", ""))
