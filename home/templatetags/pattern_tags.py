"""What the pattern page shows of whole pages."""

from django import template
from django.template.base import Node
from django.template.context import Context
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def content_of(context: Context, name: str) -> SafeString:
    """The main part of the page that this template makes, without the frame around it.

    That is its block `content`, or where it only fills in a heading and words those two.
    """
    nodes = get_template(name).template.nodelist.get_nodes_by_type(BlockNode)  # type: ignore[attr-defined]
    blocks: dict[str, Node] = {node.name: node for node in nodes}
    if "content" in blocks:
        return _rendered(blocks["content"], context)
    return format_html(
        '<div class="wrap follow-page"><h1 class="nl-heading nl-heading--level-1">{}</h1>{}</div>',
        _rendered(blocks["heading"], context),
        _rendered(blocks["words"], context),
    )


def _rendered(block: Node, context: Context) -> SafeString:
    # Its parts, not the block: that would look for what a page below it puts in its place.
    with context.push():
        return block.nodelist.render(context)  # type: ignore[attr-defined]
