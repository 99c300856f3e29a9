"""Confirming a following, and stopping: one button each, as mail scanners open every link."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from exchange import following, tokens
from exchange.questions import words_of
from exchange.views.guard import private, unusable


@csrf_exempt
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, then follow. The link itself shows that the address is one's own."""
    try:
        found = tokens.following_of(token)
    except tokens.UnusableLinkError:
        return unusable(request)
    if request.method == "POST":
        following.confirm(found)
    return private(
        request,
        "exchange/confirm.html",
        {
            "following": found,
            "words": words_of(found.question),
            "done": found.confirmed_at is not None,
            "manage_url": tokens.manage_path(found.follower),
        },
    )


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End all mail to an address. Mail programs post here by themselves (RFC 8058), any time again."""
    try:
        follower = tokens.follower_of(token, tokens.STOP)
    except tokens.UnusableLinkError:
        return unusable(request)
    if request.method == "POST" and follower:
        following.stop(follower)
        follower = None
    followings = follower.followings.select_related("question") if follower else []
    return private(
        request,
        "exchange/stop.html",
        {"done": follower is None, "followed": [words_of(one.question) for one in followings]},
    )
