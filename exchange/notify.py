"""Mails to people of the site about what concerns them, each with a link that switches it off."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.utils import get_admin_base_url

from cms.core.mail import Letter, render, send_many
from exchange.choices import NotificationKind, wanting

SALT = "exchange.notify.off"
# An old mail must still switch off.
TERM_DAYS = 730


def tell(
    users: Iterable[Any], kind: NotificationKind, template: str, context: Mapping[str, Any]
) -> int:
    """Mail those of `users` who want this kind; how many. `users` may be a queryset.

    `template` is as for `cms.core.mail.render`; its two bodies extend
    `exchange/mail/notification.html` and `.txt`, whose block `content` they fill. The mail is
    stored in the transaction that is open and goes out behind the mail that somebody waits for.
    """
    return send_many(letter(user, kind, template, context) for user in wanting(users, kind))


@override(settings.LANGUAGE_CODE)
def letter(user: Any, kind: NotificationKind, template: str, context: Mapping[str, Any]) -> Letter:
    """The mail to one person; whether they want it was asked before."""
    off_url = switch_off_url(user, kind)
    base = get_admin_base_url() or ""
    return render(
        template,
        {
            "kind": kind,
            "off_url": off_url,
            "choices_url": f"{base}{reverse('wagtailadmin_account')}#tab-notifications",
            "person": user,
            **context,
        },
        user.email,
        kind=kind.name,
        headers={
            "List-Unsubscribe": f"<{off_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


@override(settings.LANGUAGE_CODE)
def switch_off_url(user: Any, kind: NotificationKind) -> str:
    """The link that switches off one kind for one person. It holds a number and no address."""
    token = signing.dumps([user.pk, kind.name], salt=SALT)
    return f"{get_admin_base_url() or ''}{reverse('notification-off', args=[token])}"


def read_switch_off(token: str) -> tuple[int, str]:
    """Whom and which kind a link is about. Raises signing.BadSignature, also when it is too old."""
    value: Any = signing.loads(token, salt=SALT, max_age=TERM_DAYS * 86400)
    return int(value[0]), str(value[1])
