"""Closing and opening a need or question: the one place that writes what its organisation says.

The state that readers filter on belongs to the page. It changes on the site and in the versions
that may still go out, in place: no version is made and none is published, so a draft, a version
that waits for a moderator and a planned one each stay what they were.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from exchange import matching
from exchange.answers.mail import tell_answer_is_gone
from exchange.answers.organisations import asking_organisation
from exchange.models import AnswerStatus, Comment, CommentState
from exchange.nearest import keeping
from organisations.models import (
    ASKING_KINDS,
    BlogPostPage,
    HelpCredit,
    OrganisationPage,
    State,
)
from search import indexing

ANSWERED = "exchange.answered"
CLOSED = "exchange.closed"
REOPENED = "exchange.reopened"
LOST = "exchange.answer_lost"
CREDITED = "exchange.credited"


def objection(page: BlogPostPage, user: Any) -> str:
    """Why a need or question cannot be closed or opened by this person now; empty when it can."""
    if not BlogPostPage.objects.published().filter(pk=page.pk).exists():
        return _("Deze pagina staat nu niet op de site. Publiceer haar eerst.")
    lock = page.get_lock()
    # A version that waits for a moderator is locked too; that is no reason to leave readers waiting.
    if isinstance(lock, BasicLock) and lock.for_user(user):
        return _(
            "Deze pagina is vergrendeld. Vraag een moderator om de vergrendeling op te heffen."
        )
    return ""


@transaction.atomic
def close(
    page: BlogPostPage,
    *,
    by: Any,
    comment: Comment | None = None,
    text: str = "",
    helpers: Iterable[int] = (),
) -> None:
    """Close a need or question, with a comment as its answer, with own words, or without either.

    `helpers` are the ids of all organisations that helped. Doing the same twice changes nothing.
    Raises ValidationError when the page or the comment is not there for readers any more.
    """
    page = _fresh(page, by)
    before = _accepted(page)
    answer = _own_answer(page, text, before, by) if text else _published(page, comment)
    is_change = page.state != State.ANSWERED or answer != before
    if answer != before:
        _unaccept(page)
        if answer is not None:
            Comment.objects.filter(pk=answer.pk).update(accepted_at=timezone.now())
    credit(page, helpers, by=by)
    if not is_change:
        return
    _keep(page, State.ANSWERED, by_comment=answer is not None)
    data = {"comment": answer.pk} if answer else {}
    log(instance=page, action=ANSWERED if answer else CLOSED, user=by, data=data)
    # Who follows the page gets mail, as when a change of it is published.
    matching.note(page.pk, is_first=False)


@transaction.atomic
def reopen(page: BlogPostPage, *, by: Any) -> None:
    """Open a need or question again. The comment that was its answer is a comment like all others.

    Who helped is kept, and shown again when it is closed. Raises ValidationError as `close` does.
    """
    page = _fresh(page, by)
    if page.state == State.OPEN:
        return
    _unaccept(page)
    _keep(page, State.OPEN)
    log(instance=page, action=REOPENED, user=by)


def reopen_lost(page_id: int | None = None) -> int:
    """Open what was answered by a comment that was withdrawn or refused since; how many.

    Done at once for the page of such a comment when it is saved, and every day for all pages, as
    comments can be changed in bulk.
    """
    lost = AnswerStatus.objects.without_their_answer()
    if page_id is not None:
        lost = lost.filter(pk=page_id)
    pages = list(BlogPostPage.objects.filter(answer_status__in=lost))
    for page in pages:
        lose(page)
    return len(pages)


@transaction.atomic
def lose(page: BlogPostPage) -> None:
    """Open a need or question whose answer is gone, and tell its organisation so."""
    _unaccept(page)
    _keep(page, State.OPEN)
    log(instance=page, action=LOST)
    tell_answer_is_gone(page)


def credit(page: BlogPostPage, helpers: Iterable[int], *, by: Any) -> None:
    """Keep that exactly these organisations helped; never the organisation that asked itself."""
    own = asking_organisation(page)
    wanted = set(
        OrganisationPage.objects.published()
        .filter(pk__in=set(helpers))
        .exclude(pk=own.pk if own else None)
        .values_list("pk", flat=True)
    )
    credits = HelpCredit.objects.filter(page=page)
    there = set(credits.values_list("organisation_id", flat=True))
    if wanted == there:
        return
    credits.exclude(organisation__in=wanted).delete()
    HelpCredit.objects.bulk_create(
        HelpCredit(page=page, organisation_id=pk) for pk in sorted(wanted - there)
    )
    log(instance=page, action=CREDITED, user=by, data={"organisations": sorted(wanted)})


def write_state(page_id: int, state: str) -> None:
    """Write the state in the page, in the versions that may still go out, and in the index."""
    posts = BlogPostPage.objects.filter(pk=page_id, kind__in=ASKING_KINDS)
    posts.update(state=state)
    page = Page.objects.get(pk=page_id)
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    versions = Revision.page_revisions.filter(object_id=str(page_id)).filter(
        Q(pk__in=[page.latest_revision_id, page.live_revision_id])
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=waiting.values("revision"))
    )
    for version in versions:
        content = version.content
        if content.get("kind") in ASKING_KINDS and content.get("state") != state:
            Revision.objects.filter(pk=version.pk).update(content={**content, "state": state})
    indexing.write([page_id])


def _fresh(page: BlogPostPage, by: Any) -> BlogPostPage:
    """The page as it is now, held until the transaction ends."""
    Page.objects.select_for_update().get(pk=page.pk)
    fresh: BlogPostPage = BlogPostPage.objects.get(pk=page.pk)
    if fresh.kind not in ASKING_KINDS:
        raise ValidationError(_("Dit is geen behoefte of vraag meer."))
    if problem := objection(fresh, by):
        raise ValidationError(problem)
    return fresh


def _accepted(page: BlogPostPage) -> Comment | None:
    return Comment.objects.published().filter(page=page, accepted_at__isnull=False).first()


def _published(page: BlogPostPage, comment: Comment | None) -> Comment | None:
    if comment is None:
        return None
    found = Comment.objects.published().filter(page=page, pk=comment.pk).first()
    if found is None:
        raise ValidationError(_("Deze reactie staat niet meer op de site. Kies een andere."))
    return found


def _own_answer(page: BlogPostPage, text: str, before: Comment | None, by: Any) -> Comment:
    """The organisation's own words, as a comment of its own; the words of before are replaced."""
    organisation = asking_organisation(page)
    if organisation is None:
        raise ValidationError(_("Deze pagina hoort bij geen organisatie."))
    if before is not None and is_own(before, organisation):
        if before.text != text:
            Comment.objects.filter(pk=before.pk).update(text=text)
        return before
    return Comment.objects.create(
        page=page,
        state=CommentState.PUBLISHED,
        name=own_name(organisation),
        text=text,
        user=by,
        organisation=organisation,
    )


def own_name(organisation: Page) -> str:
    """Under which name an organisation answers its own question: no person is named."""
    return str(organisation.title)[:80]


def is_own(comment: Comment, organisation: Page) -> bool:
    """Whether a comment is what the organisation that asks said in its own words."""
    return comment.organisation_id == organisation.pk and comment.name == own_name(organisation)


def _unaccept(page: BlogPostPage) -> None:
    Comment.objects.filter(page=page, accepted_at__isnull=False).update(accepted_at=None)


def _keep(page: BlogPostPage, state: State, *, by_comment: bool = False) -> None:
    said = {"state": state, "by_comment": by_comment, "changed_at": timezone.now()}
    AnswerStatus.objects.update_or_create(pk=page.pk, defaults=said)
    write_state(page.pk, state)
    page.state = state
    # What was answered is of use to others; what is open looks for it.
    keeping.look_for(page.pk)
