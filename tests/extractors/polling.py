"""Runs of one poll after the other, the states moving between them as the warehouse moves them."""

from collections.abc import Callable
from dataclasses import replace

from extractors.http import Client
from extractors.landing import Landing
from extractors.records import Polled, Source, SourceState
from extractors.sources import PollOptions

Poll = Callable[[Source, SourceState, Client, Landing, PollOptions], Polled]


class Polling:
    """Calling it is a run; `load=False` is one that dies before anything is loaded."""

    def __init__(self, poll: Poll, client: Client, landing: Landing, options: PollOptions) -> None:
        self.poll, self.client, self.landing, self.options = poll, client, landing, options
        self.states: dict[str, SourceState] = {}

    def __call__(self, source: Source, *, load: bool = True) -> Polled:
        state = self.states.get(source.source_id, SourceState())
        polled = self.poll(source, state, self.client, self.landing, self.options)
        for document in self.landing.documents(source.source_id) if load else ():
            state = replace(
                state,
                watermark=document.watermark or state.watermark,
                etag=document.etag,
                last_modified=document.last_modified,
            )
        self.states[source.source_id] = state
        return polled
