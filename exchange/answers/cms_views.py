"""The screen *Antwoorden* of a need or question: its answer, who helped, and who offers help."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exchange.answers import settling
from exchange.answers.forms import COMMENT, NONE, OWN, ClosingForm
from exchange.answers.organisations import asking_organisation, organisation_choices
from exchange.comments.people import may_handle
from exchange.models import Comment, HelpOffer
from exchange.people import speaking_for
from organisations.models import ASKING_KINDS, BlogPostPage, HelpCredit, OrganisationPage, State


def post_for(request: HttpRequest, page_id: int) -> BlogPostPage:
    """The need or question, for who may close and open it.

    Raises Http404 for any other page, PermissionDenied for any other person.
    """
    posts = BlogPostPage.objects.filter(kind__in=ASKING_KINDS).defer_streamfields()
    page: BlogPostPage | None = posts.filter(pk=page_id).first()
    if page is None:
        raise Http404
    if not may_handle(request.user, page):
        raise PermissionDenied
    return page


class AnswersView(WagtailAdminTemplateMixin, View):
    """Shows everything about the answer, and takes what the organisation decides."""

    page_title = gettext_lazy("Antwoorden")
    header_icon = "help"
    template_name = "exchange/answers/admin/answers.html"
    page: BlogPostPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For the people of the organisation, its moderators and administrators."""
        self.page = post_for(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which question this is about."""
        return str(self.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.get_page_subtitle(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The screen; `?reactie=` chooses a comment beforehand."""
        return self.show(self.form())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Close it with what was chosen, or say what is wrong."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                settling.close(
                    self.page,
                    by=request.user,
                    comment=form.comment,
                    text=form.own_words,
                    helpers=form.all_helpers,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Bewaard. Op de site staat nu: beantwoord."))
                return redirect("answers", page_id)
        return self.show(form)

    @cached_property
    def organisation(self) -> OrganisationPage | None:
        """The organisation that asks."""
        return asking_organisation(self.page)

    @cached_property
    def comments(self) -> list[Comment]:
        """What readers see below the page, oldest first."""
        found = Comment.objects.published().filter(page=self.page).select_related("organisation")
        return list(found.defer("organisation__body", "organisation__intro"))

    @cached_property
    def offers(self) -> list[HelpOffer]:
        """Who offers help."""
        found = HelpOffer.objects.filter(page=self.page).select_related("organisation")
        return list(found.defer("organisation__body", "organisation__intro"))

    @cached_property
    def accepted(self) -> Comment | None:
        """The answer of now."""
        return next((comment for comment in self.comments if comment.accepted_at), None)

    def form(self, data: Any = None) -> ClosingForm:
        """The form with what can be chosen, and what was chosen before."""
        own = self.organisation.pk if self.organisation else None
        credits = HelpCredit.objects.filter(page=self.page)
        credited = set(credits.values_list("organisation_id", flat=True))
        spoke: list[Any] = [*self.offers, *self.comments]
        likely = credited | {one.organisation_id for one in spoke if one.organisation_id}
        choices = organisation_choices(but_not=own)
        names = {pk: name for _ministry, group in choices for pk, name in group}
        helpers = [
            (pk, names[pk])
            for pk in sorted(likely, key=lambda pk: names.get(pk, ""))
            if pk in names
        ]
        return ClosingForm(
            data,
            comments=self.comments,
            helpers=helpers,
            organisations=choices,
            initial={"helpers": sorted(credited), **self.chosen_before()},
        )

    def chosen_before(self) -> dict[str, str]:
        """The answer of now, or the comment that the address names."""
        if self.accepted is None:
            if self.page.state == State.ANSWERED:
                return {"answer": NONE}
            return {"answer": f"{COMMENT}{self.request.GET.get('reactie', '')}"}
        if self.organisation and settling.is_own(self.accepted, self.organisation):
            return {"answer": OWN, "text": self.accepted.text}
        return {"answer": f"{COMMENT}{self.accepted.pk}"}

    def show(self, form: ClosingForm) -> HttpResponse:
        """The screen. Offers of help show their words to the people of the organisation only."""
        return self.render_to_response(
            self.get_context_data(
                form=form,
                media=form.media,
                post=self.page,
                is_answered=self.page.state == State.ANSWERED,
                accepted=self.accepted,
                problem=settling.objection(self.page, self.request.user),
                offers=self.offers,
                may_read_offers=self.request.user in speaking_for(self.page),
            )
        )


class ReopenView(View):
    """Opens a need or question again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Open it, and go back to the screen."""
        page = post_for(request, page_id)
        try:
            settling.reopen(page, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Op de site staat nu: open."))
        return redirect("answers", page_id)
