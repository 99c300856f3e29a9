"""A quick post while it is being made: shown, and told about, but not stored."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from organisations.before_submitting import BEFORE_SUBMITTING, WHILE_WRITING, told
from organisations.models import BlogPostPage, Kind, OrganisationPage
from organisations.quick.forms import QuickPostForm
from organisations.quick.places import unsaved_post


def in_the_making(form: QuickPostForm, organisation: OrganisationPage) -> BlogPostPage:
    """The post that this form is about, as far as it is filled in; not stored."""
    values = form.values() if form.is_bound else {"kind": form.initial.get("kind", Kind.UPDATE)}
    post = unsaved_post(organisation, **values)
    if form.is_bound:
        post.topics = form.cleaned_data.get("topics", [])
        post.body = json.dumps(form.text_blocks())
    return post


def what_to_know(request: HttpRequest, form: QuickPostForm) -> SafeString:
    """What a writer is told; empty as long as there is no organisation."""
    if form.is_bound:
        form.is_valid()
    organisation = _organisation(form)
    if organisation is None:
        return SafeString("")
    post = in_the_making(form, organisation)
    return told(WHILE_WRITING, request, post) + told(BEFORE_SUBMITTING, request, post)


@require_POST
def before_submitting(request: HttpRequest) -> HttpResponse:
    """The same for a form that is being filled in: a piece of HTML for its script."""
    form = QuickPostForm(request.POST, user=request.user)
    return HttpResponse(what_to_know(request, form))


def _organisation(form: QuickPostForm) -> OrganisationPage | None:
    if form.is_bound:
        chosen: OrganisationPage | None = form.cleaned_data.get("organisation")
        return chosen
    key: Any = form.fields["organisation"].initial
    return next((one for one in form.organisations if one.pk == key), None)
