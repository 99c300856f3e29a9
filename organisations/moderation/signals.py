"""What happens to a page that waits, when it goes elsewhere or is settled another way."""

from typing import Any

from wagtail.models import Page, TaskState
from wagtail.signals import page_unpublished, post_page_move, task_cancelled, task_rejected

from organisations.listing import ministry_path
from organisations.models import Closed, waiting_states
from organisations.moderation.approvals import close_all
from organisations.moderation.mail import on_submitted


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    uid = "organisations.moderation"
    for signal in (task_rejected, task_cancelled):
        signal.connect(on_settled, dispatch_uid=uid)
    page_unpublished.connect(on_unpublished, dispatch_uid=uid)
    post_page_move.connect(on_move, dispatch_uid=uid)


def on_settled(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """The page went back, was published or was taken back: there is nothing to answer."""
    page_id = instance.workflow_state.object_id
    close_all(Page.objects.filter(pk=page_id), Closed.SETTLED, user)


def on_unpublished(instance: Page, **kwargs: Any) -> None:
    """The page was taken off the site."""
    close_all(Page.objects.filter(pk=instance.pk), Closed.SETTLED)


def on_move(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """The page belongs elsewhere, with what is below it; another order changes nothing.

    What waits is asked of the moderators of the ministry that it belongs to now.
    """
    if parent_page_before.pk == parent_page_after.pk:
        return
    moved = Page.objects.get(pk=instance.pk).get_descendants(inclusive=True)
    close_all(moved, Closed.MOVED)
    if ministry_path(parent_page_before) != ministry_path(parent_page_after):
        for state in waiting_states(moved).select_related("workflow_state", "revision", "task"):
            on_submitted(state)
