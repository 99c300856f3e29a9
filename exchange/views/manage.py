"""The page on which a follower sees and changes everything that the address follows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from cms.core.origin import is_from_this_site
from exchange import following, tokens
from exchange.forms import FollowingForm
from exchange.models import Follower, Following
from exchange.questions import today, words_of
from exchange.views.guard import private, unusable


@csrf_exempt
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show all followings; save how often, and stop some."""
    try:
        follower = tokens.follower_of(token, tokens.MANAGE)
    except tokens.UnusableLinkError:
        return unusable(request)
    if follower is None:
        return private(request, "exchange/stop.html", {"done": True})
    is_posted = request.method == "POST" and is_from_this_site(request)
    forms = [
        FollowingForm(one, request.POST if is_posted else None) for one in followings(follower)
    ]
    if is_posted and all(form.is_valid() for form in forms):
        following.change(
            follower,
            {form.following.pk: form.cleaned_data["frequency"] for form in forms},
            {form.following.pk for form in forms if form.cleaned_data["stop"]},
        )
        return redirect(f"{request.path}?bewaard=1")
    context: dict[str, Any] = {
        "rows": [row(form) for form in forms],
        "is_saved": "bewaard" in request.GET,
        "is_new": "gevolgd" in request.GET,
        "is_paused": follower.bounced_at is not None,
        "stop_url": tokens.stop_url(follower),
        "opml_url": reverse("follow-opml", args=[token]),
    }
    return private(request, "exchange/manage.html", context)


def followings(follower: Follower) -> list[Following]:
    """What an address has confirmed, by its words."""
    confirmed = follower.followings.filter(confirmed_at__isnull=False)
    return list(confirmed.select_related("question").order_by("question__words", "pk"))


def row(form: FollowingForm) -> dict[str, Any]:
    """A following with what it means today."""
    now = today(form.following.question)
    return {
        "form": form,
        "words": words_of(form.following.question) if now.is_void else now.words,
        "now": now,
    }


def opml(request: HttpRequest, token: str) -> HttpResponse:
    """All followings as a list of feeds, for a feed reader."""
    try:
        follower = tokens.follower_of(token, tokens.MANAGE)
    except tokens.UnusableLinkError:
        return unusable(request)
    feeds = []
    for one in followings(follower) if follower else []:
        now = today(one.question)
        if not now.is_void:
            feeds.append(
                {
                    "title": now.words,
                    "feed": tokens.address(now.feed_url),
                    "page": tokens.address(now.url),
                }
            )
    response = render(
        request, "exchange/followings.opml", {"feeds": feeds}, content_type="text/x-opml"
    )
    response["Content-Disposition"] = 'attachment; filename="rijkslocaties.opml"'
    response["Cache-Control"] = "private, no-store"
    return response
