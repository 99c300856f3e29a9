"""Addresses of the filter's outputs: search, map, topics, buildings, feeds."""

from django.urls import path

from search import views

urlpatterns = [
    path("zoeken/", views.results, name="search"),
    path("kaart/", views.map_page, name="map"),
    path("kaart/punten.json", views.map_points, name="map-points"),
    path("locaties/<slug:key>/", views.building, name="building"),
    path("onderwerpen/", views.topics, name="topics"),
    path("onderwerpen/<slug:slug>/", views.topic, name="topic"),
]
