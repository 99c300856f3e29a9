"""What the cellar adds to the CMS."""

from cms.core.accounts import audit, menu  # noqa: F401  register hooks
from cms.core.mail import hooks as mail_hooks  # noqa: F401  registers hooks
