"""Deciding on comments in the CMS: one from a mail, or many from the queue."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from cms.core.keys import is_key
from exchange.comments import publish, refuse
from exchange.comments.deciding import leave
from exchange.comments.desk.reasons import Reason, reason_of
from exchange.comments.desk.screen import CommentScreen
from exchange.comments.desk.waiting import rows
from exchange.comments.people import handled_by
from exchange.models import Comment

# More than a screen holds.
MOST_AT_ONCE = 100
PUBLISH, REFUSE, LEAVE = "plaatsen", "weigeren", "laten"


class DecisionScreen(CommentScreen):
    """One comment with everything that is needed to decide; the mail leads here."""

    page_title = gettext_lazy("Reactie beoordelen")
    template_name = "exchange/admin/comments/decision.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it, to who handles it."""
        comment = get_object_or_404(Comment, pk=pk)
        if not handled_by(request.user).filter(pk=pk).exists():
            raise PermissionDenied
        return self.render_to_response(
            self.get_context_data(
                object_list=rows(Comment.objects.filter(pk=comment.pk)),
                reasons=Reason.choices,
                next_url=reverse("comment_queue"),
                is_single=True,
            )
        )


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Do to all chosen comments what the button says; all or nothing as to who may."""
    back = redirect(get_valid_next_url_from_request(request) or reverse("comment_queue"))
    chosen = _chosen(request)
    step = request.POST.get("stap", "")
    if not chosen:
        messages.warning(request, _("Vink eerst een of meer reacties aan."))
        return back
    comments = {one.pk: one for one in handled_by(request.user).filter(pk__in=chosen)}
    if Comment.objects.filter(pk__in=chosen).exclude(pk__in=comments).exists():
        raise PermissionDenied
    reason = ""
    if step == REFUSE:
        try:
            reason = reason_of(request.POST.get("reden", ""), request.POST.get("toelichting", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return back
    done = 0
    for pk, version in chosen.items():
        comment = comments.get(pk)
        if comment is not None:
            done += _do(step, comment, version, reason, request.user)
    _tell(request, step, done, left=len(chosen) - done)
    return back


def _chosen(request: HttpRequest) -> dict[int, int]:
    """The versions that were on the screen, by comment; what is no number is left out."""
    chosen: dict[int, int] = {}
    for value in request.POST.getlist("reactie")[:MOST_AT_ONCE]:
        pk, _colon, version = value.partition(":")
        if is_key(pk) and is_key(version):
            chosen[int(pk)] = int(version)
    return chosen


def _do(step: str, comment: Comment, version: int, reason: str, user: Any) -> bool:
    if step == PUBLISH:
        return publish(comment, by=user, version=version)
    if step == REFUSE:
        return refuse(comment, reason, by=user, version=version)
    return step == LEAVE and leave(comment)


def _tell(request: HttpRequest, step: str, done: int, left: int) -> None:
    words = {
        PUBLISH: ngettext(
            "%(number)s reactie is geplaatst.", "%(number)s reacties zijn geplaatst.", done
        ),
        REFUSE: ngettext(
            "%(number)s reactie is geweigerd. De schrijver krijgt mail met de reden.",
            "%(number)s reacties zijn geweigerd. De schrijvers krijgen mail met de reden.",
            done,
        ),
        LEAVE: ngettext(
            "%(number)s reactie blijft staan.", "%(number)s reacties blijven staan.", done
        ),
    }
    if done:
        messages.success(request, words[step] % {"number": done})
    if left:
        messages.warning(
            request,
            ngettext(
                "%(number)s reactie is intussen veranderd of al beoordeeld. Kijk nog een keer.",
                "%(number)s reacties zijn intussen veranderd of al beoordeeld. Kijk nog een keer.",
                left,
            )
            % {"number": left},
        )
