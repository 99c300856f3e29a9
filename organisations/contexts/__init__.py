"""What the page of a ministry, an organisation, a project and a post shows besides its own fields."""

from organisations.contexts.ministry import ministry_context
from organisations.contexts.organisation import organisation_context
from organisations.contexts.post import post_context
from organisations.contexts.project import project_context

__all__ = ["ministry_context", "organisation_context", "post_context", "project_context"]
