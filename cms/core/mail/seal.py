"""The words of a mail, as the outbox holds them: readable with the site's secret key only.

An invitation or a new password is a link that lets somebody in. A copy of the database alone, such
as a backup, gives nobody such a link.
"""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"cms.core.mail"


class BrokenSealError(ValueError):
    """The words were sealed with a key that the site does not have any more."""


@dataclass(frozen=True)
class Content:
    """What is removed when the mail is delivered."""

    text: str
    html: str
    headers: dict[str, str]


def seal(content: Content) -> bytes:
    """The content as it is stored."""
    return _keys().encrypt(json.dumps(asdict(content)).encode())


def unseal(sealed: bytes | memoryview) -> Content:
    """The content again. Raises BrokenSealError."""
    try:
        return Content(**json.loads(_keys().decrypt(bytes(sealed))))
    except InvalidToken as error:
        raise BrokenSealError("sealed with another SECRET_KEY") from error


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_key(str(secret).encode()) for secret in secrets])


def _key(secret: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + secret).digest()))
