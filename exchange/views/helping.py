"""`/helpen/<bericht>/`: an organisation says that it can help with a need or question."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.core.limits import allowed
from exchange.answers.forms import HelpForm
from exchange.answers.mail import tell_of_offer
from exchange.answers.organisations import asking_organisation
from exchange.models import HelpOffer
from exchange.views.guard import HOUR, TOO_MANY, objection
from organisations.desk.my_posts import writes_for
from organisations.models import ASKING_KINDS, BlogPostPage, OrganisationPage, State

GONE = 410
# So many an hour: from one network, about one question, and from one address.
PER_NETWORK, PER_PAGE, PER_ADDRESS = 30, 30, 5


@csrf_exempt
def offer_help(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form; what was offered goes to the organisation that asks, and to nobody else.

    Raises Http404 for what is no need or question on the site. Who typed already gets the words
    back when it was withdrawn meanwhile.
    """
    page = _published(page_id)
    is_posted = request.method == "POST"
    if page is None or page.state != State.OPEN:
        if page is None and not is_posted:
            raise Http404
        context: dict[str, Any] = {"post": page, "message": request.POST.get("message", "")}
        status = GONE if page is None or is_posted else 200
        return render(request, "exchange/answers/too_late.html", context, status=status)
    organisation = asking_organisation(page)
    form = HelpForm(
        request.POST if is_posted else None,
        but_not=organisation.pk if organisation else None,
        initial={} if is_posted else _own(request, organisation),
    )
    refusal, status = objection(request, "help", most=PER_NETWORK) if is_posted else ("", 200)
    if is_posted and not refusal and form.is_valid():
        if form.is_by_machine or _keep(request, form, page):
            return redirect("help-offered", page.pk)
        refusal, status = _many(), TOO_MANY
    context = {
        "post": page,
        "organisation": organisation,
        "form": form,
        "refusal": refusal,
        "days": settings.HELP_OFFER_DAYS,
    }
    return render(request, "exchange/answers/help.html", context, status=status)


@require_safe
def help_offered(request: HttpRequest, page_id: int) -> HttpResponse:
    """Thank for it. The same page for everybody."""
    page = _published(page_id)
    if page is None:
        raise Http404
    context = {"post": page, "organisation": asking_organisation(page)}
    return render(request, "exchange/answers/help_offered.html", context)


def _published(page_id: int) -> BlogPostPage | None:
    found: BlogPostPage | None = (
        BlogPostPage.objects.published()
        .filter(pk=page_id, kind__in=ASKING_KINDS)
        .defer_streamfields()
        .first()
    )
    return found


def _own(request: HttpRequest, asking: OrganisationPage | None) -> dict[str, Any]:
    """What is known of somebody who is signed in; the page is the same for all others."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {}
    own = writes_for(request.user).exclude(path=asking.path if asking else "").first()
    known = {"name": str(request.user), "email": request.user.email}
    return {**known, "organisation": own.pk} if own else known


def _keep(request: HttpRequest, form: HelpForm, page: BlogPostPage) -> bool:
    """Store the offer and mail it, once; False when there are too many of them."""
    data = form.cleaned_data
    digest = form.digest(page.pk)
    if HelpOffer.objects.filter(digest=digest).exists():
        return True
    if not (
        allowed("help-page", str(page.pk), most=PER_PAGE, seconds=HOUR)
        and allowed("help-address", data["email"].lower(), most=PER_ADDRESS, seconds=HOUR)
    ):
        return False
    user: Any = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    with transaction.atomic():
        offer, is_new = HelpOffer.objects.get_or_create(
            digest=digest,
            defaults={
                "page": page,
                "organisation_id": data["organisation"],
                "name": data["name"],
                "email": data["email"],
                "message": data["message"],
                "user": user if user and user.is_authenticated else None,
            },
        )
        if is_new:
            tell_of_offer(offer)
    return True


def _many() -> str:
    return _("Er komt nu te veel hulp tegelijk binnen. Probeer het over een uur opnieuw.")
