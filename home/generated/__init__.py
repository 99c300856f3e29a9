"""Believable content in bulk, to see how the site does with much of it."""
