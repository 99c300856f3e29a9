"""Reporting a comment that should not stand there."""

from django.db import transaction

from cms.core.keys import is_key
from exchange.comments import mail
from exchange.comments.addresses import visible_page
from exchange.comments.deciding import hold, later
from exchange.models import Comment, CommentReport, CommentState

# More reports of one comment tell nothing new.
MOST_REPORTS = 10


def visible_comment(number: str) -> Comment | None:
    """The comment with this number, if readers see it now."""
    if not is_key(number):
        return None
    comment = Comment.objects.published().filter(pk=int(number)).select_related("page").first()
    return comment if comment and visible_page(comment.page_id) else None


@transaction.atomic
def report(comment: Comment, text: str) -> None:
    """Keep what a reader finds, and tell who handles the comments; who that is, is not kept."""
    if not hold(comment, CommentState.PUBLISHED):
        return
    number = comment.reports.count()
    if number < MOST_REPORTS:
        CommentReport.objects.create(comment=comment, text=text)
    if not number:
        later(mail.ask_to_look, comment)
