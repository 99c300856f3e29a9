"""`/reageren/…`: the form under a post, the puzzle for its script, and reporting a comment."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.core.keys import is_key
from cms.core.limits import allowed
from exchange.comments import reporting
from exchange.comments.addresses import visible_page
from exchange.comments.forms import CommentForm, ReportForm
from exchange.comments.opening import is_open
from exchange.comments.work import is_solved, puzzle
from exchange.comments.writing import write
from exchange.models import Comment
from exchange.views.guard import HOUR, TOO_MANY, objection
from organisations.models import BlogPostPage

# An hour, from one network: an office that reacts to one post. Without the puzzle much less, and
# the writer confirms by mail first (docs/decisions/0018).
WITH_WORK, WITHOUT_WORK = 60, 10
REPORTS = 20
PER_ADDRESS = 10
GONE, TOO_LARGE = 410, 413


@csrf_exempt
def write_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what was sent with it."""
    try:
        form = CommentForm(request.POST if request.method == "POST" else None)
    except RequestDataTooBig:
        return render(request, "exchange/comments/too_large.html", status=TOO_LARGE)
    post = visible_page(pk)
    if post is None or not is_open(post):
        return _closed(request, post, form)
    parent = parent_of(request, post)
    context: dict[str, Any] = {"post": post, "parent": parent, "form": form}
    if not form.is_bound:
        return render(request, "exchange/comments/write.html", context)
    if not form.is_valid():
        return render(request, "exchange/comments/write.html", context)
    is_worked = is_solved(form.cleaned_data["work"])
    context["refusal"], status = _refusal(request, form.cleaned_data["email"], is_worked)
    if context["refusal"]:
        return render(request, "exchange/comments/write.html", context, status=status)
    if not form.is_by_machine:
        write(
            post,
            parent,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            text=form.cleaned_data["text"],
            must_confirm=not is_worked,
        )
    suffix = "" if is_worked else "?bevestig=1"
    return redirect(f"{reverse('comment-received')}{suffix}")


def _refusal(request: HttpRequest, email: str, is_worked: bool) -> tuple[str, int]:
    """Why a form without mistakes is not taken, with its status; empty when it is."""
    what, most = ("comment-work", WITH_WORK) if is_worked else ("comment", WITHOUT_WORK)
    refusal, status = objection(request, what, most)
    if not refusal and not allowed(
        "comment-address", email.casefold(), most=PER_ADDRESS, seconds=HOUR
    ):
        refusal = _(
            "Met dit e-mailadres is het laatste uur al vaak gereageerd. "
            "Probeer het over een uur opnieuw."
        )
        status = TOO_MANY
    return refusal, status


def parent_of(request: HttpRequest, post: BlogPostPage) -> Comment | None:
    """The comment that `?op=` names, if readers see it under this post and it is no reply itself."""
    number = request.GET.get("op", "")
    if not is_key(number):
        return None
    found = Comment.objects.published().filter(page_id=post.pk, parent__isnull=True)
    return found.filter(pk=int(number)).first()


def _closed(request: HttpRequest, post: BlogPostPage | None, form: CommentForm) -> HttpResponse:
    """No comment can be written here (any more); what was typed is given back."""
    text = form.data.get("text", "") if form.is_bound else ""
    context = {"post": post, "text": text}
    return render(request, "exchange/comments/closed.html", context, status=GONE)


def received(request: HttpRequest) -> HttpResponse:
    """Say what happens now."""
    context = {"must_confirm": "bevestig" in request.GET}
    return render(request, "exchange/comments/received.html", context)


@never_cache
def give_puzzle(request: HttpRequest) -> HttpResponse:
    """A puzzle for the script of the form."""
    return JsonResponse(puzzle())


@csrf_exempt
def report_comment(request: HttpRequest) -> HttpResponse:
    """Tell who handles the comments that something is wrong with one."""
    comment = reporting.visible_comment(request.GET.get("reactie", ""))
    if comment is None:
        return _closed(request, None, CommentForm())
    form = ReportForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"comment": comment, "form": form}
    status = 200
    if form.is_bound:
        refusal, status = objection(request, "comment-report", REPORTS)
        if not refusal and form.is_valid():
            if not form.is_by_machine:
                reporting.report(comment, form.cleaned_data["text"])
            context["done"] = True
        context["refusal"] = refusal
    return render(request, "exchange/comments/report.html", context, status=status)
