"""What searching adds to the CMS."""

from wagtail.snippets.models import register_snippet

from search.viewsets import SearchGroup

register_snippet(SearchGroup)
