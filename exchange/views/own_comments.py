"""The pages that a writer of comments opens from a mail: one comment, and all that one left."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from cms.core.origin import is_from_this_site
from exchange.comments import addresses, own, withdraw
from exchange.comments.forms import ChangeForm
from exchange.comments.writing import CHANGEABLE, change, confirm
from exchange.forms import AddressForm
from exchange.models import Comment
from exchange.tokens import UnusableLinkError
from exchange.views.guard import objection, private

GONE = 410


@csrf_exempt
def change_comment(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, change or withdraw one comment. Opening the page does nothing, as scanners do."""
    try:
        comment = addresses.comment_of(token, addresses.CHANGE)
    except UnusableLinkError:
        return unusable(request)
    is_posted = request.method == "POST" and is_from_this_site(request)
    step = request.POST.get("stap", "") if is_posted else ""
    form = ChangeForm(
        request.POST if step == "wijzigen" else None, instance=_copy(comment), auto_id="id_%s"
    )
    if step == "bevestigen":
        confirm(comment)
    elif step == "intrekken":
        withdraw(comment)
    elif step == "wijzigen" and form.is_valid():
        change(comment, name=form.cleaned_data["name"], text=form.cleaned_data["text"])
    if step and not form.errors:
        return redirect(f"{request.path}?bewaard=1")
    context: dict[str, Any] = {
        "comment": comment,
        "post": addresses.visible_page(comment.page_id),
        "form": form,
        "is_saved": "bewaard" in request.GET,
        "can_change": comment.state in CHANGEABLE,
    }
    return private(request, "exchange/comments/change.html", context)


def _copy(comment: Comment) -> Comment:
    """What the form may write on: the comment itself is changed by `change` only."""
    return Comment(name=comment.name, text=comment.text)


@csrf_exempt
def ask_own(request: HttpRequest) -> HttpResponse:
    """Mail the link to all that an address left here; the same answer for every address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    refusal, status = objection(request, "comment-own") if form.is_bound else ("", 200)
    if form.is_bound and not refusal and form.is_valid():
        if not form.is_by_machine:
            own.ask_for_everything(form.cleaned_data["email"])
        return redirect("follow-asked")
    context = {"form": form, "refusal": refusal}
    return render(request, "exchange/comments/ask_own.html", context, status=status)


@csrf_exempt
def own_comments(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that an address left here; erase some of it or all."""
    try:
        comment = addresses.comment_of(token, addresses.EVERYTHING)
    except UnusableLinkError:
        return unusable(request)
    comments = list(own.of_the_same_writer(comment))
    if request.method == "POST" and is_from_this_site(request):
        chosen = set(request.POST.getlist("reactie"))
        erased = [one for one in comments if str(one.pk) in chosen]
        for one in erased:
            own.erase(one)
        left = [one for one in comments if one not in erased]
        context = {"comments": left, "token": "", "erased": len(erased)}
        if left:
            # The link may be about what was just erased.
            context["again_url"] = addresses.everything_url(left[0])
        return private(request, "exchange/comments/own.html", context)
    return private(request, "exchange/comments/own.html", {"comments": comments, "token": token})


def export_comments(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a file."""
    try:
        comment = addresses.comment_of(token, addresses.EVERYTHING)
    except UnusableLinkError:
        return unusable(request)
    data = [own.as_data(one) for one in own.of_the_same_writer(comment)]
    response = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="reacties.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def unusable(request: HttpRequest) -> HttpResponse:
    """The answer to every link that does not work."""
    return private(request, "exchange/comments/unusable.html", {}, status=GONE)
