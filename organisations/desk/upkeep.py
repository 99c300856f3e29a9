"""Which published pages nobody looked at for long, and saying that one is still right."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import Page

from organisations.models import ContentReview

REVIEWED = "organisations.page_reviewed"

_published = Coalesce("last_published_at", "first_published_at", "latest_revision_created_at")


def with_last_look(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Add `looked_at_on`: when a page was last published, or last called still right."""
    return pages.annotate(
        looked_at_on=Greatest(_published, Coalesce("content_review__reviewed_at", _published))
    )


def due_pages(pages: QuerySet[Any], now: datetime.datetime | None = None) -> QuerySet[Any]:
    """Those of these pages that nobody looked at for `REVIEW_AFTER_DAYS` days, longest first.

    Pages on the site only, and without organisations and ministries of the past: those stay as
    they were.
    """
    moment = now or timezone.now()
    limit = moment - datetime.timedelta(days=settings.REVIEW_AFTER_DAYS)
    today = timezone.localdate(moment)
    ended = Q(organisationpage__ended_on__lte=today) | Q(ministrypage__ended_on__lte=today)
    return (
        with_last_look(pages.filter(live=True))
        .filter(looked_at_on__lt=limit)
        .exclude(pk__in=Page.objects.filter(ended).values("pk"))
        .order_by(F("looked_at_on").asc(), "pk")
    )


@transaction.atomic
def say_still_right(page: Page, user: Any) -> None:
    """Keep that this person looked at a page and found it right, and write it in its history."""
    ContentReview.objects.update_or_create(
        page_id=page.pk, defaults={"reviewed_at": timezone.now(), "reviewed_by": user}
    )
    log(instance=page, action=REVIEWED, user=user)


@hooks.register("register_log_actions")
def register_review_action(actions: Any) -> None:
    """Make the look known to the history of a page."""
    actions.register_action(REVIEWED, _("Gecontroleerd"), _("Gecontroleerd: nog juist"))
