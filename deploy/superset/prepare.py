"""Bring Superset's metadata up to date: `prepare.py FOLDER`; the password of a new administrator comes by the input.

Lives here: migrations, roles, the administrator, and the import of a folder of asset files over what is there. Runs in
Superset's environment. Not here: where things lie (`start.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from flask import g
from flask_migrate import upgrade
from superset.app import create_app

ADMINISTRATOR = "admin"


def main(folder: Path, password: str) -> None:
    """All that Superset needs before it serves; an administrator that is there keeps its password."""
    contents = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))
    }
    app = create_app()
    with app.app_context():
        upgrade()
    with app.test_request_context():
        # These look for the application while they are imported.
        from superset import appbuilder, security_manager  # noqa: PLC0415
        from superset.commands.importers.v1.assets import ImportAssetsCommand  # noqa: PLC0415

        appbuilder.add_permissions(update_perms=True)
        security_manager.sync_role_definitions()
        user = security_manager.find_user(username=ADMINISTRATOR)
        if user is None:
            role = security_manager.find_role("Admin")
            user = security_manager.add_user(ADMINISTRATOR, "Đài quan sát", "CĐS", "admin@localhost", role, password)
            if not user:
                sys.exit("the administrator could not be made")
            print("ADMINISTRATOR MADE", flush=True)
        g.user = user
        ImportAssetsCommand(contents).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin.read().strip())
