"""The data of the cellar: users, media and the outbox for mail."""

from cms.core.models.licences import Licence
from cms.core.models.mail import MailState, OutgoingMail
from cms.core.models.media import CustomDocument, CustomImage, CustomRendition
from cms.core.models.users import User, UserManager

__all__ = [
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "Licence",
    "MailState",
    "OutgoingMail",
    "User",
    "UserManager",
]
