"""House rules that Django's check framework watches at start-up."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
