"""What the house template for mail says of the site, whoever wrote the mail."""

from django import template

from cms.core.mail.letters import house

register = template.Library()


@register.simple_tag
def mail_house() -> dict[str, str]:
    """The name (`site_name`) and the address (`site_url`) of the site."""
    return house()
