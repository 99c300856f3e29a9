"""Addresses of the filter's outputs: search, map, topics, buildings, projects, feeds."""

from django.urls import path

from search import feeds, views

urlpatterns = [
    path("zoeken/", views.results, name="search"),
    path("zoeken/suggesties/", views.suggestions, name="search-suggestions"),
    path("zoeken/resultaten.<str:form>", views.results_data, name="search-data"),
    path("kaart/", views.map_page, name="map"),
    path("kaart/insluiten/", views.map_embed, name="map-embed"),
    path("kaart/tegels/<key:zoom>/<key:column>/<key:row>.png", views.map_tile, name="map-tile"),
    path("kaart/punten.json", views.map_points, name="map-points"),
    path("locaties/", views.regions, name="regions"),
    path("locaties/<slug:key>/", views.building, name="building"),
    path("onderwerpen/", views.topics, name="topics"),
    path("onderwerpen/<slug:slug>/", views.topic, name="topic"),
    path("trajecten/", views.projects, name="projects"),
    path("trajecten/vergelijk/", views.compare_projects, name="compare-projects"),
    path("feed/", feeds.EntriesFeed(), name="feed"),
    path("zoeken/feed/", feeds.SearchFeed(), name="search-feed"),
    path("onderwerpen/<slug:slug>/feed/", feeds.TopicFeed(), name="topic-feed"),
    path("<slug:ministry>/feed/", feeds.MinistryFeed(), name="ministry-feed"),
    path("<slug:ministry>/<slug:slug>/feed/", feeds.BelowFeed(), name="below-feed"),
    path("<slug:ministry>/<slug:parent>/<slug:slug>/feed/", feeds.BelowFeed(), name="below-feed"),
    path(
        "<slug:ministry>/<slug:above>/<slug:parent>/<slug:slug>/feed/",
        feeds.BelowFeed(),
        name="below-feed",
    ),
]
