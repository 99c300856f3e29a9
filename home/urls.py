"""Addresses of the site itself for programs: its map, its cards, and what they ask of any site."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, re_path

from home import views
from home.sitemaps import SITEMAPS

urlpatterns = [
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap-index",
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("kaartje/site.png", views.site_card, name="site-card"),
    re_path(r"^kaartje/(?P<page_id>[0-9]{1,12})\.(?P<form>png|jpg)$", views.card, name="card"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("favicon.ico", views.favicon, name="favicon"),
]
