"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

# The machine's speed is nothing that a test is to find out.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples at every run, so that a change is judged by what it changed.
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
