"""What the pattern page shows of whole pages."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, BlockNode, ExtendsNode
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def content_of(context: Context, name: str) -> SafeString:
    """The main part of the page that this template makes, without what is around it.

    That is the block `content`, as the template itself or one that it extends has it.
    """
    blocks = BlockContext()
    while name:
        made: Any = get_template(name)
        nodes = made.template.nodelist
        blocks.add_blocks({node.name: node for node in nodes.get_nodes_by_type(BlockNode)})
        above = nodes.get_nodes_by_type(ExtendsNode)
        name = above[0].parent_name.resolve(context) if above else ""
    with context.render_context.push(**{BLOCK_CONTEXT_KEY: blocks}):
        content: SafeString = blocks.get_block("content").render(context)
    return content
