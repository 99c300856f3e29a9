"""All mail of the site: written here, kept in the outbox, delivered after the transaction.

    send("Onderwerp", text, html, "anna@voorbeeld.example", kind="uitnodiging")
    send_rendered("organisations/mail/invitation", context, address, kind="uitnodiging")
    send_many(letters)          # thousands: stored only, `manage.py send_mail` delivers them

Django's own functions (`EmailMessage.send`, Wagtail's notifications, allauth's adapter) arrive in
the same outbox, since it is the site's EMAIL_BACKEND (docs/decisions/0009).
"""

from cms.core.mail.letters import Letter, render, send, send_many, send_rendered

__all__ = ["Letter", "render", "send", "send_many", "send_rendered"]
