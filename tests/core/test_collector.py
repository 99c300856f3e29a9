"""A process that serves pages is not held up by looking through what stays."""

import os
import subprocess
import sys

from cms.core.collector import THRESHOLDS

TELL = "import gc, cms.wsgi; print(gc.get_freeze_count(), *gc.get_threshold())"


def test_the_site_is_served_by_a_process_that_leaves_alone_what_stays() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    told = subprocess.run(
        [sys.executable, "-c", TELL], env=environment, capture_output=True, check=True, text=True
    ).stdout
    frozen, *thresholds = map(int, told.split())
    assert frozen > 100_000
    assert tuple(thresholds) == THRESHOLDS
