"""Posts the status of a run to the address that an operator has set.

Lives here: one POST, tried once. Its failure never fails a run. The address may hold a token: neither it nor a text of
an exception, which may name it, is ever logged.
"""

from __future__ import annotations

import dataclasses
import logging

import requests

from orchestration.steps.status import Status
from orchestration.steps.status_text import headline, render

LOG = logging.getLogger("observatory")
TIMEOUT_SECONDS = 10
_REFUSED_FROM = 300


def post_status(address: str | None, status: Status) -> bool:
    """Post `{"text": Markdown, "title": one line, "status": the whole status}`; gives whether it was taken.

    `text` is what chat programs (Mattermost, Slack, Rocket.Chat) show.
    """
    if address is None:
        return False
    message = {"text": render(status), "title": headline(status), "status": dataclasses.asdict(status)}
    try:
        answer = requests.post(address, json=message, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        LOG.warning("the status could not be posted to the webhook (%s)", type(error).__name__)
        return False
    if answer.status_code >= _REFUSED_FROM:
        LOG.warning("the webhook did not take the status (HTTP %d)", answer.status_code)
        return False
    return True
