"""The public tables: which hold facts, and which only keep the books of the runs."""

FACTS = (
    "ancestry",
    "announcements",
    "changes",
    "licenses",
    "lineage",
    "lineage_claims",
    "models",
    "orgs",
    "quarantine",
    "repo_aliases",
    "repo_lineage",
    "repos",
)
"""Tables of facts: the same documents and the same catalogue give the same rows."""

BOOKS = ("gaps", "runs", "sources")
"""Bookkeeping, which every run changes."""

VIEWS = ("bases", "waiting")
"""Views over the tables of facts; they hold nothing of their own."""

IGNORED = {"announcements": ("last_seen_at",), "repos": ("last_seen_at",)}
"""Columns of fact tables that are bookkeeping too."""
