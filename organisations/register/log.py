"""The import in the history of a page."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry

ACTION = "register.import"


@hooks.register("register_log_actions")
def register_import_action(actions: Any) -> None:
    """Make the import known to the page history."""

    @actions.register_action(ACTION)
    class ImportFormatter(LogFormatter):
        label = _("Bijgewerkt uit het register")
        message = _("Bijgewerkt uit het Register van Overheidsorganisaties")


def write_log(written: list[tuple[Page, dict[str, Any]]], when: datetime.datetime) -> None:
    """One entry per page that an import wrote, all at once."""
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.title,
                action=ACTION,
                data=data,
                timestamp=when,
                content_changed=True,
            )
            for page, data in written
        ],
        batch_size=500,
    )
