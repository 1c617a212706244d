"""What a run came to, for a terminal and for Prefect's artifact."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one pass.

    `failed` and `paused` map a source's id to the reason; `polled` counts the sources that were asked,
    `not_due` those that were not: the paused ones, and those that are asked once a week.
    """

    run_id: str
    started_at: datetime
    finished_at: datetime
    offline: bool
    site: Path
    polled: int
    failed: dict[str, str]
    paused: dict[str, str]
    not_due: int
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    documents: int
    quarantined: int
    repos_added: int
    announcements_added: int
    models_added: int
    changes: int
    models_drawn: int
    edges_drawn: int
    site_changed: bool

    @property
    def all_failed(self) -> bool:
        """Every source that was asked failed (exit code 3)."""
        return self.polled > 0 and len(self.failed) == self.polled

    @property
    def has_problems(self) -> bool:
        """Something that a person should look at."""
        return bool(self.failed or self.paused or self.quarantined or self.warnings)

    @property
    def status(self) -> str:
        """The word that `runs.status` carries."""
        if self.all_failed:
            return "failed"
        return "partial" if self.failed else "done"


def text(outcome: Outcome) -> str:
    """A few lines for standard error."""
    seconds = (outcome.finished_at - outcome.started_at).total_seconds()
    new = f"{outcome.repos_added} repos, {outcome.announcements_added} announcements"
    drawn = f"{outcome.models_drawn} models, {outcome.edges_drawn} edges"
    lines = [
        _sources(outcome),
        f"new: {new}, {outcome.models_added} models; {outcome.changes} changes",
        f"map: {drawn}, " + ("redrawn" if outcome.site_changed else "unchanged"),
    ]
    lines += [f"failed: {source}: {reason}" for source, reason in sorted(outcome.failed.items())]
    lines += [f"left alone: {source}: {reason}" for source, reason in sorted(outcome.paused.items())]
    lines += [f"warning: {warning}" for warning in outcome.warnings]
    lines += [f"note: {note}" for note in outcome.notes]
    if outcome.quarantined:
        lines.append(f"quarantined: {outcome.quarantined} documents or records; see the table `quarantine`")
    lines.append(f"{outcome.status} in {seconds:.1f} s")
    return "\n".join(lines)


def markdown(outcome: Outcome) -> str:
    """The artifact that Prefect's UI shows beside the run."""
    rows = {
        "status": outcome.status,
        "sources": _sources(outcome).removeprefix("sources: "),
        "documents landed": outcome.documents,
        "repos added": outcome.repos_added,
        "announcements added": outcome.announcements_added,
        "models added": outcome.models_added,
        "changes": outcome.changes,
        "quarantined": outcome.quarantined,
        "map": f"{outcome.models_drawn} models, {outcome.edges_drawn} edges",
        "site": "redrawn" if outcome.site_changed else "unchanged",
    }
    lines = [f"# modelmap {outcome.started_at:%Y-%m-%d %H:%M} UTC", "", "| | |", "|---|---|"]
    lines += [f"| {key} | {_cell(value)} |" for key, value in rows.items()]
    for title, reasons in (("Failed", outcome.failed), ("Left alone", outcome.paused)):
        if reasons:
            lines += ["", f"## {title}", ""]
            lines += [f"- `{source}`: {_cell(reason)}" for source, reason in sorted(reasons.items())]
    for title, said in (("Warnings", outcome.warnings), ("Notes", outcome.notes)):
        if said:
            lines += ["", f"## {title}", "", *(f"- {_cell(one)}" for one in said)]
    return "\n".join(lines) + "\n"


def _sources(outcome: Outcome) -> str:
    if outcome.offline:
        return "sources: none polled (offline)"
    return (
        f"sources: {outcome.polled - len(outcome.failed)} of {outcome.polled} answered, "
        f"{outcome.not_due} not due; {outcome.documents} documents landed"
    )


def _cell(value: object) -> str:
    """Reasons quote the outside world: keep them on one line and out of the table's and HTML's syntax."""
    one_line = " ".join(str(value).split())
    for character, escaped in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("`", "'")):
        one_line = one_line.replace(character, escaped)
    return one_line
