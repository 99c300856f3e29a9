"""How often something may be done, counted in Django's cache.

Counters hold no address of a person or a network, only a keyed hash of it, and are forgotten when
their time is over. With the cache of one process (Django's default) each process counts for
itself; a shared cache counts for the whole site.
"""

import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# One office or household has many addresses in version 6, and a handful in version 4.
NETWORK_BITS = {4: 24, 6: 48}


def allowed(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more try; whether it is among the first `most` of these `seconds`.

    `what` names what is counted, `who` (an e-mail address, a network) for whom.
    """
    key = f"limit:{salted_hmac('cms.core.limits', f'{what}:{who}').hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return most >= 1
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:
        # It ended between the two: this is the first of a new term.
        cache.set(key, 1, timeout=seconds)
        return most >= 1


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from: the first part of its address.

    Behind proxies of our own (`TRUSTED_PROXIES`, a number) the address is the one that the
    outermost of them saw; what stands before it in X-Forwarded-For anybody can make up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies:
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        address = passed[-proxies:][0] or address
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/{NETWORK_BITS[ip.version]}", strict=False))
