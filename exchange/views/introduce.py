"""`/kennismaken/…/…/`: asks to be introduced to two organisations that are alike."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from exchange import introducing
from exchange.comments.forms import words_field
from exchange.comments.words import LineField
from exchange.forms import INPUT, AddressForm
from exchange.tokens import UnusableLinkError
from exchange.views.guard import objection, private, unusable
from organisations.desk.my_posts import writes_for

LONGEST_TEXT = 1000
# So many an hour from one network: each is mail to strangers.
FORMS = 20


class IntroductionForm(AddressForm):
    """Who asks, and what for."""

    name = LineField(
        label=_("Uw naam"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": INPUT, "autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    organisation = LineField(
        label=_("Uw organisatie"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": INPUT, "autocomplete": "organization"}),
        error_messages={"required": _("Vul in waar u werkt.")},
    )
    text = words_field(_("Waar wilt u het over hebben? (mag leeg)"), LONGEST_TEXT, empty="", rows=4)
    field_order = ["name", "email", "organisation", "text", "website"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False


@csrf_exempt
def introduce(request: HttpRequest, first: int, other: int) -> HttpResponse:
    """The form; what comes after it is the same whoever asks and whatever was asked before."""
    organisations = introducing.both(first, other)
    if organisations is None:
        raise Http404
    missing = introducing.without_people(organisations)
    writer = request.user if request.user.is_authenticated else None
    form = IntroductionForm(
        request.POST if request.method == "POST" else None, initial=known_of(writer)
    )
    refusal, status = objection(request, "introduction", FORMS) if form.is_bound else ("", 200)
    if form.is_bound and not refusal and not missing and form.is_valid():
        # An address is known to be somebody's own only if it is that of the account.
        is_own = (
            writer is not None and form.cleaned_data["email"].casefold() == writer.email.casefold()
        )
        if not form.is_by_machine:
            introducing.ask(organisations, form.cleaned_data, writer if is_own else None)
        return redirect("introduce-sent" if is_own else "introduce-asked")
    return private(
        request,
        "exchange/introduce.html",
        {"form": form, "organisations": organisations, "missing": missing, "refusal": refusal},
        status=status,
    )


def known_of(user: Any) -> dict[str, str]:
    """What somebody who is signed in need not type."""
    if user is None:
        return {}
    organisation = writes_for(user).first()
    return {
        "name": user.get_full_name(),
        "email": user.email,
        "organisation": organisation.title if organisation else "",
    }


def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way to who asked."""
    return private(request, "exchange/introduce_done.html", {"is_sent": False})


def sent(request: HttpRequest) -> HttpResponse:
    """Say that both organisations were mailed."""
    return private(request, "exchange/introduce_done.html", {"is_sent": True})


@csrf_exempt
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, as mail scanners open every link; then mail both organisations, once."""
    try:
        introduction = introducing.asked_by(token)
    except UnusableLinkError:
        return unusable(request)
    if request.method == "POST":
        introducing.introduce(introduction.pk)
        return redirect("introduce-sent")
    return private(
        request,
        "exchange/introduce_confirm.html",
        {"asked": introduction, "done": introduction.sent_at is not None},
    )
