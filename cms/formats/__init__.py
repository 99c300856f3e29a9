"""How dates and numbers are written in each language of the interface (Django reads these)."""
