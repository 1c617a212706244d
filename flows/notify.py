"""Sends a run's summary to the places that `[notify]` names."""

import logging

from flows.settings import Notify
from flows.summary import Outcome, text

log = logging.getLogger(__name__)


def wanted(settings: Notify, outcome: Outcome) -> bool:
    """Whether this run is worth a message, by `[notify] when`."""
    if not settings.urls:
        return False
    if settings.when == "problems":
        return outcome.has_problems
    if settings.when == "news":
        return outcome.has_problems or outcome.changes > 0
    return True


def notify(settings: Notify, outcome: Outcome) -> bool:
    """Send the summary; a place that cannot be reached is a warning, never a failed run.

    Returns whether everything was delivered.
    """
    import apprise  # noqa: PLC0415  takes a third of a second, and most runs send nothing

    places = apprise.Apprise()
    understood = [places.add(url.get_secret_value()) for url in settings.urls]
    title = f"modelmap: {outcome.status}, {outcome.models_added} new models"
    delivered = all(understood) and bool(places.notify(body=text(outcome), title=title))
    if not delivered:
        # The address may carry a password: say which one by its place in the list.
        wrong = [str(number) for number, known in enumerate(understood, 1) if not known]
        which = f"number {', '.join(wrong)} of [notify] urls is no apprise URL" if wrong else "see above"
        log.warning("the summary was not delivered everywhere: %s", which)
    return delivered
