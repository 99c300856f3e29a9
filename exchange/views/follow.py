"""`/volgen/`: the form with which a reader follows a question, and the one that asks for a link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from exchange import following
from exchange.forms import AddressForm, FollowForm
from exchange.views.guard import objection
from search.filters import Filter


@csrf_exempt
def follow(request: HttpRequest) -> HttpResponse:
    """Say what will be followed, and ask for an address. The filter stands in the address."""
    question = Filter.from_params(request.GET)
    form = FollowForm(request.POST if request.method == "POST" else None)
    query = question.query_string(pagina=None, sorteer=None)
    context: dict[str, Any] = {
        "filter": question,
        "query": query,
        "feed_url": f"{reverse('search-feed')}?{query}".removesuffix("?"),
        "action": f"{reverse('follow')}?{query}".removesuffix("?"),
    }
    return _answer(
        request,
        form,
        "exchange/follow.html",
        context,
        lambda data: following.ask(data["email"], question, data["frequency"]),
    )


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
        if not form.is_by_machine:
            do(form.cleaned_data)
        return redirect("follow-asked")
    return render(request, template, {**context, "form": form, "refusal": refusal}, status=status)


def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "exchange/asked.html")
