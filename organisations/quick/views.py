"""The screen on which a post is written in a minute."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.defaults import permission_denied
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.keys import is_key
from organisations.models import BlogPostPage, Kind, OrganisationPage
from organisations.quick.forms import QuickPostForm
from organisations.quick.making import in_the_making, what_to_know
from organisations.quick.photos import PREFIX, PhotoFormSet, tidied
from organisations.quick.places import looked_up, may_write_somewhere, open_to
from organisations.quick.posts import fill, store
from organisations.quick.requests import TOO_MUCH, PhotosRequestMixin, answer_of_hook
from organisations.quick.uploads import (
    ACCEPTED,
    MAX_PHOTOS,
    MAX_REQUEST_SIZE,
    Refused,
    keep_photos,
    not_allowed,
    too_many,
    words_of_script,
)

SCRIPTS: list[Any] = [
    Script(f"js/cms/{name}.js", type="module") for name in ("photos", "quick-post")
]
MEDIA = Media(css={"all": ["css/cms/quick.css"]}, js=SCRIPTS)
SAVE, SUBMIT, PREVIEW, ADD_PHOTOS = "bewaren", "indienen", "voorbeeld", "fotos"
TEMPLATES = "organisations/admin/quick"


class QuickPostView(PhotosRequestMixin, WagtailAdminTemplateMixin, View):
    """One screen for text and photos; what comes out is an ordinary draft."""

    page_title = gettext_lazy("Snel bericht")
    header_icon = "edit"
    template_name = f"{TEMPLATES}/post.html"
    max_request_size = MAX_REQUEST_SIZE
    http_method_names = ["get", "head", "post"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the overview."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """An empty screen; `?organisatie=` and `?soort=` choose beforehand."""
        if not may_write_somewhere(request.user):
            return permission_denied(request, PermissionDenied())
        organisation = _chosen(request.user, request.GET.get("organisatie", ""))
        kind = request.GET.get("soort", "")
        form = QuickPostForm(
            user=request.user,
            organisation=organisation,
            initial={"kind": kind if kind in Kind.values else Kind.UPDATE},
        )
        if form.looks_up and organisation is None:
            return self.choose(request)
        return self.show(form, PhotoFormSet(prefix=PREFIX))

    def choose(self, request: HttpRequest) -> HttpResponseBase:
        """For who may write for more organisations than fit one list."""
        words = request.GET.get("q", "")[:200]
        found = looked_up(request.user, words)
        context = self.get_context_data(words=words, found=found, media=MEDIA)
        return TemplateResponse(request, f"{TEMPLATES}/choose.html", context)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep the photos that came along, then do what was asked."""
        action = request.POST.get("action", SAVE)
        organisation = _chosen(request.user, request.POST.get("organisation", ""))
        data, refused = self.take_photos(organisation)
        form = QuickPostForm(
            data, user=request.user, organisation=organisation, strict=action == SUBMIT
        )
        photos: Any = PhotoFormSet(
            data, prefix=PREFIX, user=request.user, form_kwargs={"strict": action == SUBMIT}
        )
        if action == ADD_PHOTOS or refused:
            return self.show(form, photos, refused=refused, forgiving=True)
        if action == PREVIEW:
            return self.preview(form, photos)
        try:
            with transaction.atomic():
                _hold(organisation)
                if _are_right(form, photos):
                    return self.keep(form, photos, submit=action == SUBMIT)
        except ValidationError as error:
            form.add_error(None, error.messages)
        return self.show(form, photos, status=200 if form.organisations else 403)

    def take_photos(self, organisation: OrganisationPage | None) -> tuple[QueryDict, list[Refused]]:
        """Store the photos of this request; what was posted with these, and those refused."""
        request: HttpRequest = self.request
        data = tidied(request.POST)
        files: list[Any] = request.FILES.getlist("files")
        refused = list(self.incoming.refused)
        if not files or request.POST.get("action") == PREVIEW:
            return data, refused
        if organisation is None:
            reason = _("Kies eerst een organisatie waar u voor schrijft.")
            return data, refused + [Refused(file.name, reason) for file in files]
        room = MAX_PHOTOS - int(str(data[f"{PREFIX}-TOTAL_FORMS"]))
        refused += [Refused(file.name, too_many()) for file in files[room:]]
        try:
            kept, failed = keep_photos(request.user, organisation, files[:room])
        except PermissionDenied:
            return data, refused + [Refused(file.name, not_allowed()) for file in files[:room]]
        return tidied(data, kept), refused + failed

    def keep(self, form: QuickPostForm, photos: Any, *, submit: bool) -> HttpResponseBase:
        """Store the draft, and hand it to a moderator if asked.

        Raises ValidationError when the page itself refuses what it got.
        """
        request: HttpRequest = self.request
        parent = form.parent
        if answer := answer_of_hook("before_create_page", request, parent, BlogPostPage):
            return answer
        rows = _rows(photos)
        post = fill(
            BlogPostPage(**form.values()),
            text=form.text_blocks(),
            photos=rows,
            topics=form.cleaned_data["topics"],
        )
        store(post, parent, request.user, rows)
        workflow = post.get_workflow() if submit else None
        if workflow:
            workflow.start(post, request.user)
        self.say(post, submitted=bool(workflow))
        if answer := answer_of_hook("after_create_page", request, post):
            return answer
        if workflow:
            return redirect("wagtailadmin_home")
        return redirect("wagtailadmin_pages:edit", post.pk)

    def say(self, post: BlogPostPage, *, submitted: bool) -> None:
        """Tell what happened, with the way to the post."""
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[post.pk]), _("Bewerken"))
        if submitted:
            text = _("“%(title)s” is ingestuurd. De moderator krijgt bericht.")
            messages.success(self.request, text % {"title": post.title}, buttons=[edit])
        else:
            text = _("“%(title)s” is bewaard als concept.")
            messages.success(self.request, text % {"title": post.title})

    def preview(self, form: QuickPostForm, photos: Any) -> HttpResponseBase:
        """The post as a reader would see it; nothing is stored."""
        if not _are_right(form, photos):
            problems = [str(e) for errors in form.errors.values() for e in errors]
            problems += photos.non_form_errors()
            context = self.get_context_data(problems=problems)
            return TemplateResponse(self.request, f"{TEMPLATES}/no_preview.html", context)
        post = fill(
            in_the_making(form, form.parent),
            text=form.text_blocks(),
            photos=_rows(photos),
            topics=form.cleaned_data["topics"],
        )
        response: HttpResponse = post.make_preview_request(self.request, post.default_preview_mode)
        return response

    def show(
        self,
        form: QuickPostForm,
        photos: Any,
        *,
        refused: list[Refused] | None = None,
        forgiving: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        """The screen with everything that was filled in.

        Args:
            form: the fields of the post.
            photos: the formset of its photos.
            refused: files that were not kept.
            forgiving: whether to say nothing yet of what is wrong in the fields.
            status: of HTTP.
        """
        notes = what_to_know(self.request, form)
        if forgiving:
            form.forgive()
            photos.forgive()
        context = self.get_context_data(
            form=form,
            photos=photos,
            refused=refused or [],
            has_errors=form.is_bound and bool(form.errors or photos.total_error_count()),
            before_submitting=notes,
            limit=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
            kinds_of_file=settings.WAGTAILIMAGES_EXTENSIONS,
            accepted=ACCEPTED,
            max_photos=MAX_PHOTOS,
            words=json.dumps(words_of_script()),
            media=form.media + MEDIA,
        )
        return self.render_to_response(context, status=status)

    def too_much(self, request: HttpRequest) -> HttpResponseBase:
        """The way back to what was typed is the browser's own."""
        context = self.get_context_data()
        return TemplateResponse(request, f"{TEMPLATES}/too_much.html", context, status=TOO_MUCH)


def _chosen(user: Any, key: str) -> OrganisationPage | None:
    """The organisation with this key, if this person may write for it now."""
    if not is_key(key):
        return None
    found: OrganisationPage | None = open_to(user).filter(pk=key).first()
    return found


def _hold(organisation: OrganisationPage | None) -> None:
    """Keep others from moving or ending it until the post is stored (where rows can be held)."""
    if organisation:
        Page.objects.select_for_update().filter(pk=organisation.pk).first()


def _are_right(form: QuickPostForm, photos: Any) -> bool:
    """Whether both are; looks at both, so that everything is said at once."""
    is_right, photos_are_right = form.is_valid(), photos.is_valid()
    if form.strict and not photos.forms and form.cleaned_data.get("kind") == Kind.PHOTOS:
        photos._non_form_errors.append(_("Voeg eerst een foto toe."))
        return False
    return is_right and photos_are_right


def _rows(photos: Any) -> list[dict[str, Any]]:
    return [row.cleaned_data for row in photos.forms]
