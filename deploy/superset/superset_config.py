"""Superset's settings for the observatory: SQLite metadata, this machine only, Vietnamese and English.

Lives here: what Superset reads when it starts. Where things lie comes from `start.py` by environment variables.
"""

import os
from pathlib import Path

HOME = Path(os.environ["SUPERSET_HOME"])
SECRET_KEY = (HOME / "secret.key").read_text(encoding="utf-8").strip()
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.sqlite'}"

BABEL_DEFAULT_LOCALE = "vi"
LANGUAGES = {"vi": {"flag": "vn", "name": "Tiếng Việt"}, "en": {"flag": "us", "name": "English"}}
APP_NAME = "Đài quan sát chuyển đổi số"

# Readers must see the new release as soon as it is published, so nothing is cached, and every query opens the file anew
# (Superset's engines do not pool connections): the link to the latest release is followed each time.
CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
PREVENT_UNSAFE_DB_CONNECTIONS = True
SQLALCHEMY_TRACK_MODIFICATIONS = False
WTF_CSRF_ENABLED = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
FEATURE_FLAGS = {"DASHBOARD_RBAC": False}
# Nobody is told that this runs.
SCARF_ANALYTICS = False
