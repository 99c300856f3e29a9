"""Which requests are somebody reading a page, and whether it is the same reader again.

Nobody is followed: no cookie is set, and no address is stored, on disk or in the database. To
count a reader who opens a page twice on a day once, a keyed hash of address and browser is kept
in the memory of this process. Its key is random, made here and thrown away every day together
with the hashes, so that not even this site can lead a hash back to an address.
"""

import datetime
import hashlib
import re
import secrets
import threading

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

BOTS = re.compile(
    r"bot\b|bot[/_;-]|crawl|spider|slurp|scrap|archiver|transcoder|fetch|monitor|uptime|pingdom|"
    r"lighthouse|headless|phantom|preview|facebookexternalhit|whatsapp|embedly|"
    r"feed|\brss\b|curl|wget|python|java/|okhttp|go-http|perl|ruby|php|node|axios|httpx|"
    r"http[-_ ]?client|validator|checklink|nagios|zabbix|prometheus|scanner|nmap|nikto",
    re.IGNORECASE,
)
# Browsers that are people begin like this; a program that says nothing of itself does not.
BROWSER = re.compile(r"mozilla/|opera/|lynx/|links |w3m/|elinks", re.IGNORECASE)
EARLY = ("prefetch", "preview", "prerender")
EARLY_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
# More readers than this on a day, and the first are forgotten: 100,000 hashes take some 10 MB.
MOST_REMEMBERED = 100_000
HASH_BYTES = 8


def is_reading(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this is a person who opens a page: no program, no preparation, no editor."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and response.status_code == 200
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not getattr(request, "is_preview", False)
        and headers.get("Sec-Fetch-Dest", "document") == "document"
        and not any(word in headers.get(name, "") for name in EARLY_HEADERS for word in EARLY)
        and BROWSER.match(agent) is not None
        and BOTS.search(agent) is None
    )


class Memory:
    """Which readers were seen today, as hashes that nobody can read. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget(None)

    def _forget(self, day: datetime.date | None) -> None:
        self._day = day
        self._key = secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)
        self._seen: set[bytes] = set()

    def is_new(self, request: HttpRequest, page_id: int, day: datetime.date) -> bool:
        """Whether this reader did not open this page before today, as far as is remembered."""
        parts = (
            str(page_id),
            request.META.get("REMOTE_ADDR", ""),
            request.headers.get("X-Forwarded-For", ""),
            request.headers.get("User-Agent", ""),
            request.headers.get("Accept-Language", ""),
        )
        with self._lock:
            if day != self._day or len(self._seen) >= MOST_REMEMBERED:
                self._forget(day)
            found = hashlib.blake2b(
                "\n".join(parts).encode(), key=self._key, digest_size=HASH_BYTES
            ).digest()
            if found in self._seen:
                return False
            self._seen.add(found)
            return True
