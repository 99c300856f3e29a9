"""The forms with which a reader follows a search, the comments under a post or the week, and the
one that asks for a link.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from exchange import following, tokens
from exchange.forms import AddressForm, FollowForm
from exchange.models import Frequency
from exchange.subjects import Subject, Thread, Week, visible_post
from exchange.views.guard import objection
from search.filters import Filter


@csrf_exempt
def follow(request: HttpRequest) -> HttpResponse:
    """Say what will be followed, and ask for an address. The filter stands in the address."""
    question = Filter.from_params(request.GET)
    query = question.query_string(pagina=None, sorteer=None)
    return _follow(
        request,
        question,
        {
            "words": question.describe() if question else "",
            "marked_words": question.describe_marked() if question else "",
            "problems": question.problems,
            "look_url": f"{reverse('search')}?{query}",
            "look_words": _("Bekijk of verander wat u volgt"),
            "feed_url": f"{reverse('search-feed')}?{query}".removesuffix("?"),
            "action": f"{reverse('follow')}?{query}".removesuffix("?"),
        },
    )


@csrf_exempt
def follow_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow the comments under a post that readers may see."""
    post = visible_post(pk)
    if post is None:
        raise Http404
    thread = Thread(post.pk, post.title, post.language)
    context = {
        "words": thread.describe(),
        "marked_words": thread.describe_marked(),
        "look_url": post.get_url(),
        "look_words": _("Terug naar het bericht"),
        "feed_url": reverse("thread-feed", args=[pk]),
        "action": request.path,
    }
    return _follow(request, thread, context)


@csrf_exempt
def follow_week(request: HttpRequest) -> HttpResponse:
    """Follow the week; how often needs no asking."""
    context = {
        "words": Week().describe(),
        "marked_words": Week().describe_marked(),
        "look_url": reverse("week"),
        "look_words": _("Bekijk wat er deze week in staat"),
        "feed_url": reverse("week-feed"),
        "action": request.path,
        "is_weekly": True,
    }
    return _follow(request, Week(), context)


def _follow(request: HttpRequest, subject: Subject, context: dict[str, Any]) -> HttpResponse:
    is_weekly = context.get("is_weekly", False)
    form_class = AddressForm if is_weekly else FollowForm
    form = form_class(request.POST if request.method == "POST" else None)

    def do(data: dict[str, Any]) -> HttpResponse | None:
        frequency = data.get("frequency", Frequency.WEEKLY)
        if is_own_address(request, data["email"]):
            follower = following.follow_as(request.user, subject, frequency)
            return redirect(f"{tokens.manage_path(follower)}?gevolgd=1")
        following.ask(data["email"], subject, frequency)
        return None

    return _answer(request, form, "exchange/follow.html", context, do)


def is_own_address(request: HttpRequest, email: str) -> bool:
    """Whether somebody who is signed in follows at the address of the account.

    That address came with an invitation or from the organisation's own sign-in, and cannot be
    changed by its owner: it needs no proof by mail.
    """
    user: Any = request.user
    return bool(user.is_authenticated and user.email.casefold() == email.casefold())


@csrf_exempt
def link(request: HttpRequest) -> HttpResponse:
    """Mail the link to one's followings."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    return _answer(
        request,
        form,
        "exchange/link.html",
        {},
        lambda data: following.ask_for_link(data["email"]),
    )


def _answer(
    request: HttpRequest, form: AddressForm, template: str, context: dict[str, Any], do: Any
) -> HttpResponse:
    """The form, or what comes after it: the same page for every address."""
    refusal, status = objection(request) if form.is_bound else ("", 200)
    if form.is_bound and not refusal and form.is_valid():
        answer = None if form.is_by_machine else do(form.cleaned_data)
        return answer or redirect("follow-asked")
    return render(request, template, {**context, "form": form, "refusal": refusal}, status=status)


def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "exchange/asked.html")
