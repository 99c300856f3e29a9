"""Addresses of the site itself that are not pages: the sitemap."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

urlpatterns = [
    path("sitemap.xml", sitemap),
]
