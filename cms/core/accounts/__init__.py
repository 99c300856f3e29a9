"""Signing in: password, OIDC, second factor, throttling, and the log of all that.

django-allauth does the work, at addresses below /cms/ that are listed one by one in `urls.py`;
what it offers and this site does not use has no address. Decided in docs/decisions/0016.
"""
