"""The data of the cellar: users and media."""

from cms.core.models.licences import Licence
from cms.core.models.media import CustomDocument, CustomImage, CustomRendition
from cms.core.models.users import User, UserManager

__all__ = ["CustomDocument", "CustomImage", "CustomRendition", "Licence", "User", "UserManager"]
