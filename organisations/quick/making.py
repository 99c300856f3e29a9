"""A quick post while it is being made: shown, and told about, but not stored."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.models import Page

from organisations.before_submitting import BEFORE_SUBMITTING, WHILE_WRITING, told
from organisations.models import BlogPostPage, Kind
from organisations.quick.forms import QuickPostForm
from organisations.quick.places import unsaved_post


def in_the_making(form: QuickPostForm, parent: Page) -> BlogPostPage:
    """The post that this form is about, as far as it is filled in; not stored."""
    values = form.values() if form.is_bound else {"kind": form.initial.get("kind", Kind.UPDATE)}
    post = unsaved_post(parent, **values)
    if form.is_bound:
        post.topics = form.cleaned_data.get("topics", [])
        post.body = json.dumps(form.text_blocks())
    return post


def what_to_know(request: HttpRequest, form: QuickPostForm) -> SafeString:
    """What a writer is told; empty as long as there is no organisation."""
    if form.is_bound:
        form.is_valid()
    parent = _parent(form)
    if parent is None:
        return SafeString("")
    post = in_the_making(form, parent)
    return told(WHILE_WRITING, request, post) + told(BEFORE_SUBMITTING, request, post)


@require_POST
def before_submitting(request: HttpRequest) -> HttpResponse:
    """The same for a form that is being filled in: a piece of HTML for its script."""
    form = QuickPostForm(request.POST, user=request.user)
    return HttpResponse(what_to_know(request, form))


def _parent(form: QuickPostForm) -> Page | None:
    if form.is_bound:
        return form.parent if form.cleaned_data.get("organisation") else None
    key: Any = form.fields["organisation"].initial
    return next((one for one in form.organisations if one.pk == key), None)
