"""Personal data that is kept no longer than needed: each app says what it lets go of, and when.

`manage.py expire_personal_data` runs everything that was registered (docs/personal-data.md).
"""

from collections.abc import Callable

_registered: dict[str, Callable[[], int]] = {}


def register(name: str, expire: Callable[[], int]) -> None:
    """Add something that expires: `expire` removes it and returns how many there were."""
    _registered[name] = expire


def expire_all() -> dict[str, int]:
    """Remove what has had its time; the number removed by name."""
    return {name: expire() for name, expire in _registered.items()}
