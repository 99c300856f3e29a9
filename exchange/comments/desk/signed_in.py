"""Writing a comment for one's organisation, in the CMS: there it is known who somebody is.

A page of the CMS, and not the reader's form, so that its sign-in, second factor, idle end and form
token hold here as well, and public pages stay the same for everybody.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from exchange.comments.addresses import place_of, visible_page
from exchange.comments.desk.screen import CommentScreen
from exchange.comments.forms import text_field
from exchange.comments.opening import is_open
from exchange.comments.people import may_handle, organisations_of
from exchange.comments.writing import write_signed_in
from exchange.views.comments import parent_of
from organisations.models import OrganisationPage


class SignedInForm(forms.Form):
    """The words, and for whom they speak."""

    text = text_field()
    organisation: "forms.ModelChoiceField[OrganisationPage]" = forms.ModelChoiceField(
        label=gettext_lazy("Namens"),
        queryset=OrganisationPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alleen mijn naam"),
    )

    def __init__(self, data: Any, organisations: list[OrganisationPage]) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type
        field.queryset = OrganisationPage.objects.filter(
            pk__in=[one.pk for one in organisations]
        ).defer_streamfields()
        field.initial = organisations[0].pk if organisations else None
        field.error_messages["invalid_choice"] = _("Kies een van uw organisaties.")


class SignedInView(CommentScreen):
    """The form, and keeping what was written."""

    page_title = gettext_lazy("Reageren")
    template_name = "exchange/admin/comments/write.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For a post that is on the site and takes comments."""
        post = visible_page(kwargs["pk"])
        if post is None:
            raise Http404
        self.post_page = post
        self.parent = parent_of(request, post)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An empty form."""
        return self.show(SignedInForm(None, organisations_of(request.user, self.post_page)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it; that of the post's own people stands on the site at once."""
        form = SignedInForm(request.POST, organisations_of(request.user, self.post_page))
        if not form.is_valid() or not is_open(self.post_page):
            return self.show(form)
        comment = write_signed_in(
            self.post_page,
            self.parent,
            user=request.user,
            organisation=form.cleaned_data["organisation"],
            text=form.cleaned_data["text"],
        )
        if comment.is_published:
            return redirect(f"{self.post_page.get_url(request)}{place_of(comment)}")
        messages.success(request, _("Uw reactie wordt eerst beoordeeld. U krijgt daarna mail."))
        return redirect("comment_signed_in", pk)

    def show(self, form: SignedInForm) -> HttpResponse:
        """The screen with what was filled in."""
        return self.render_to_response(
            self.get_context_data(
                form=form,
                post=self.post_page,
                parent=self.parent,
                is_open=is_open(self.post_page),
                is_own=may_handle(self.request.user, self.post_page),
            )
        )
