"""Who we say we are. One place, so that a site's owner who looks us up finds the project."""

from importlib.metadata import PackageNotFoundError, version

PROJECT_URL = "https://github.com/modelmap/modelmap"

try:
    VERSION = version("modelmap")
except PackageNotFoundError:  # run from a bare checkout
    VERSION = "0"

USER_AGENT = f"modelmap/{VERSION} (+{PROJECT_URL})"
