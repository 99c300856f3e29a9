"""The outputs of the filter as pages."""

from search.views.buildings import building
from search.views.data import results_data
from search.views.map import map_embed, map_page, map_points
from search.views.projects import compare_projects, projects
from search.views.regions import regions
from search.views.results import results
from search.views.suggestions import suggestions
from search.views.tiles import map_tile
from search.views.topics import topic, topics

__all__ = [
    "building",
    "compare_projects",
    "map_embed",
    "map_page",
    "map_points",
    "map_tile",
    "projects",
    "regions",
    "results",
    "results_data",
    "suggestions",
    "topic",
    "topics",
]
