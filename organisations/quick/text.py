"""Plain text as people type it on a phone, made into what the body of a post holds."""

import re

from django.utils.html import linebreaks, urlize


def as_paragraphs(text: str) -> str:
    """Rich text of a plain one: an empty line begins a paragraph, addresses become links."""
    text = text.strip()
    return linebreaks(urlize(text, autoescape=True)) if text else ""


def first_sentence(text: str) -> str:
    """The first line of a text, up to the end of its first sentence."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return re.split(r"(?<=[.!?])\s", " ".join(line.split()), maxsplit=1)[0].strip().rstrip(".")
