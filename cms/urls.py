"""All addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import checks  # noqa: F401  registers the system checks

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("home.urls")),
    # One tree, two interface languages: Dutch without a prefix (docs/decisions/0002).
    *i18n_patterns(
        path("", include("search.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
