"""The plain pages that a new site begins with: honest texts, to be edited by whoever runs it."""

from home.starter.loader import load_starter_pages

__all__ = ["load_starter_pages"]
