"""How the pages look elsewhere: in the list of a search engine, in a chat, on a social network."""

from home.sharing.meta import Meta, meta_of

__all__ = ["Meta", "meta_of"]
