"""Template tags about answers."""

from django import template
from wagtail.models import Page

from exchange.answers.shown import OpenOnes, ShownAnswer, answer_of, helpers_of, open_ones
from organisations.models import BlogPostPage, MinistryPage, Topic

register = template.Library()


@register.simple_tag
def accepted_answer(page: BlogPostPage) -> ShownAnswer | None:
    """The answer that stands on top, if there is one."""
    return answer_of(page)


@register.simple_tag
def helped_with(page: BlogPostPage) -> list[Page]:
    """The organisations that get the credit for an answer."""
    return helpers_of(page)


@register.simple_tag
def open_questions(of: MinistryPage | Topic) -> OpenOnes:
    """What is open at a ministry, or about a topic."""
    if isinstance(of, Topic):
        return open_ones(entry_topics__topic=of)
    return open_ones(ministry_id=of.pk)
