"""Wagtail's redirects, which remember the Dutch address of a page whoever moves it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig


class RedirectsAppConfig(WagtailRedirectsAppConfig):
    """Takes the place of Wagtail's own: an editor may have the CMS in English.

    The addresses of pages follow the language of who works, but what is kept is looked up without
    it (cms.middleware.LanguageRedirectMiddleware).
    """

    def ready(self) -> None:
        """Connect Wagtail's handlers so that they run in Dutch."""
        super().ready()
        from wagtail.contrib.redirects import signal_handlers  # noqa: PLC0415  models are not ready before
        from wagtail.signals import page_slug_changed, post_page_move  # noqa: PLC0415

        for signal, handler in (
            (post_page_move, signal_handlers.autocreate_redirects_on_page_move),
            (page_slug_changed, signal_handlers.autocreate_redirects_on_slug_change),
        ):
            signal.disconnect(handler)
            signal.connect(_in_dutch(handler), weak=False, dispatch_uid=handler.__name__)


def _in_dutch(handler: Callable[..., None]) -> Callable[..., None]:
    @wraps(handler)
    def in_dutch(*args: Any, **kwargs: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            handler(*args, **kwargs)

    return in_dutch
