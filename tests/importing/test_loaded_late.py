"""What reads documents is loaded when it is first asked for: it is a sixth of a worker's start."""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings

LOADED = """
import sys
import imperial_site.wsgi
print(sorted(name for name in sys.modules if name.startswith("timeline.importing")))
"""


def test_server_starts_without_what_reads_documents() -> None:
    started = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert started.stdout.strip() == "[]"
