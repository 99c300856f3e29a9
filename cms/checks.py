"""House rules that Django's check framework watches at start-up."""

import datetime
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils import timezone

# So long before the end of security.txt its administrator hears of it; and so long it may hold.
SOON = datetime.timedelta(days=30)
LONGEST = datetime.timedelta(days=366)
SECURITY = {
    "cms.W001": "security.txt needs both a contact and an end.",
    "cms.W002": "A contact in security.txt is no mailto:, https:// or tel: address.",
    "cms.W003": "security.txt has expired.",
    "cms.W004": "security.txt expires within 30 days.",
    "cms.W005": "security.txt holds for more than a year.",
}


@register()
def no_inline_for_readers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The policy for public pages may not allow inline or evaluated script or style."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loose = [
        name for name, sources in directives.items() if any("unsafe" in str(s) for s in sources)
    ]
    if not loose:
        return []
    return [
        Error(
            f"The content security policy for readers is loose: {', '.join(loose)}.",
            hint="Move the script or style to a file below static/.",
            id="cms.E001",
        )
    ]


@register()
def security_contact_holds(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """`/.well-known/security.txt` has a contact, and an end that is neither near nor too far."""
    contact, expires = settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES
    if not contact and expires is None:
        return []
    left = expires - timezone.now() if expires else None
    wrong = [each for each in contact if not each.startswith(("mailto:", "https://", "tel:"))]
    problems = {
        "cms.W001": not contact or left is None,
        "cms.W002": bool(wrong),
        "cms.W003": left is not None and left <= datetime.timedelta(),
        "cms.W004": left is not None and datetime.timedelta() < left <= SOON,
        "cms.W005": left is not None and left > LONGEST,
    }
    hint = "Set SECURITY_CONTACT (mailto: or https:) and SECURITY_EXPIRES, a date within a year."
    return [
        Warning(SECURITY[name], hint=hint, id=name) for name, is_so in problems.items() if is_so
    ]


@register(deploy=True)
def security_contact_is_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A site in use says whom to tell of a leak."""
    if settings.SECURITY_CONTACT and settings.SECURITY_EXPIRES is not None:
        return []
    return [
        Warning(
            "There is no /.well-known/security.txt.",
            hint="Set SECURITY_CONTACT and SECURITY_EXPIRES.",
            id="cms.W006",
        )
    ]
