"""What the site around the tree adds to the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from home.viewsets import MessageViewSet, message_viewset


@hooks.register("insert_global_admin_css")
def branding() -> SafeString:
    """The colours and the sign of the site on every screen of the CMS."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms/branding.css"))


@hooks.register("register_admin_viewset")
def messages_above_the_pages() -> MessageViewSet:
    """The screens of the messages above the pages."""
    return message_viewset
