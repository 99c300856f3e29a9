"""How Python's collector of cycles (`gc`) is set in a process that serves pages.

A site keeps a million objects for as long as it runs: code, models, templates. By default the
collector looks through all of them again and again, a sixth of a second each time, and a page that
makes many objects at once meets it more often than others: with 100,000 posts one of seven searches
took five times as long as the rest.
"""

import gc

# New objects after which the youngest are looked through; and how many of such rounds come before
# those that outlived one, and those that outlived more.
THRESHOLDS = (10_000, 20, 20)


def leave_alone_what_stays() -> None:
    """Never look again at what is there now; called when all code has been loaded.

    Before a server makes its workers is best: what no worker touches they share.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
