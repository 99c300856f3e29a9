"""Addresses of the site itself that are not pages: the sitemap."""

from django.contrib.sitemaps import views
from django.urls import path

from home.sitemaps import SITEMAPS

urlpatterns = [
    path("sitemap.xml", views.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
