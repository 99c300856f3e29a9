"""`/volgen/meldingen/uit/…`: switches off one kind of notification, without signing in."""

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from exchange import notify
from exchange.choices import choose, kind_called
from exchange.views.guard import private


@csrf_exempt
def switch_off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, then switch off. Mail programs post here by themselves (RFC 8058).

    Mail scanners open every link, so that opening changes nothing. It can only be switched off
    here: a link in a mail that was passed on does no harm.
    """
    try:
        pk, name = notify.read_switch_off(token)
    except signing.BadSignature:
        return private(request, "exchange/switch_off.html", {"is_unusable": True}, status=410)
    kind = kind_called(name)
    user = get_user_model()._default_manager.filter(pk=pk).first()
    done = kind is None or user is None
    if request.method == "POST" and kind and user:
        choose(user, kind, wanted=False)
        done = True
    return private(request, "exchange/switch_off.html", {"kind": kind, "done": done})
