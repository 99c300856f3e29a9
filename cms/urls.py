"""All addresses of the site."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import checks  # noqa: F401  registers the system checks
from cms.core.uploads.serving import serve_document, serve_media
from home.views import serve, sitemap_page


def media_on_this_machine() -> list[URLPattern]:
    """Uploaded pictures, served by Django itself where no web server or object store does so."""
    if not settings.SERVE_MEDIA:
        return []
    route = f"{settings.MEDIA_URL.lstrip('/')}<path:path>"
    return [path(route, serve_media)]


# One door also for Django's own admin: password, provider or passkey, and the second factor.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler404 = "home.not_found.page_not_found"

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("cms/", include("cms.core.accounts.urls")),
    path("cms/", include("organisations.roles.urls")),
    path("cms/", include(wagtailadmin_urls)),
    # Takes the place of Wagtail's view of the same name.
    re_path(r"^documents/([0-9]+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    *media_on_this_machine(),
    path("", include("home.urls")),
    # One tree, two interface languages: Dutch without a prefix (docs/decisions/0002).
    *i18n_patterns(
        path("sitemap/", sitemap_page, name="sitemap-page"),
        path("", include("exchange.urls")),
        path("", include("search.urls")),
        re_path(wagtail_urls.serve_pattern, serve),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
