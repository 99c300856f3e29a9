"""The building blocks of a body; each with an icon, a preview and a template of its own."""

from organisations.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
