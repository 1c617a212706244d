"""One base class for everything that can go wrong. A message says what, where, why, and what to do."""


class ModelmapError(Exception):
    """Base of all errors of this project; its message is shown to a person as it is."""


class TransientError(ModelmapError):
    """May succeed if tried again later: a timeout, a reset, 429, 5xx.

    Attributes:
        retry_after: seconds that the other side asked us to wait, if it did.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TerminalError(ModelmapError):
    """Will not succeed if tried again unchanged: 404, a refused address, a document over the limits."""


class UnreadableError(TerminalError):
    """A document or record that cannot be read. It goes to `quarantine`; the rest goes on."""


class ConfigurationError(ModelmapError):
    """The configuration, the catalogue or the command line is wrong (exit code 2)."""


class HomeBusyError(ModelmapError):
    """Another run holds the home (exit code 4)."""
