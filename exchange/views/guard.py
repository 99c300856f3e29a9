"""What guards the forms of readers, which hold no token."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from cms.core.limits import allowed, network_of
from cms.core.origin import is_from_this_site

HOUR = 3600
# So many forms an hour from one network: a large office in a busy week, and no more.
FORMS_PER_NETWORK = 60


FORBIDDEN, TOO_MANY = 403, 429


def objection(
    request: HttpRequest, what: str = "follow", most: int = FORMS_PER_NETWORK
) -> tuple[str, int]:
    """Why a posted form is not taken, in Dutch, with the status to answer; empty when it is.

    Args:
        request: the form as it came in.
        what: the name under which the forms of a network are counted.
        most: how many of them an hour are taken.
    """
    if not is_from_this_site(request):
        text = _("Wij konden niet zien dat dit formulier van onze site komt. Probeer het opnieuw.")
        return text, FORBIDDEN
    if not allowed(what, network_of(request), most=most, seconds=HOUR):
        text = _("Er komen nu te veel aanvragen van uw netwerk. Probeer het over een uur opnieuw.")
        return text, TOO_MANY
    return "", 200


def private(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page that is for one person: nobody keeps it, and no search engine lists it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The address of this page is a key; it goes nowhere.
    response["Referrer-Policy"] = "same-origin"
    return response


def unusable(request: HttpRequest) -> HttpResponse:
    """The answer to every link that does not work."""
    return private(request, "exchange/unusable.html", {}, status=410)
