"""What the cellar adds to the CMS."""

from cms.core.mail import hooks as mail_hooks  # noqa: F401  registers hooks
