"""Which URLs and addresses may be spoken to.

Feeds, redirects and `Link` headers come from strangers. A name is looked up once, the addresses found are
checked, and the connection goes to a checked address: a name that answers differently the second time
(DNS rebinding) gains nothing.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable

import httpcore
import httpx

from extractors.errors import TerminalError

_CONNECT_SECONDS = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def check_url(url: httpx.URL) -> None:
    """Refuse what is not plain http or https to a named host.

    Raises:
        TerminalError: another scheme, no host, or a password in the URL.
    """
    if url.scheme not in ("http", "https"):
        raise TerminalError(f"{url!s:.200}: refused, only http and https are fetched.")
    if not url.host or not 0 <= (url.port or 0) <= 65535:
        raise TerminalError(f"{url!s:.200}: refused, it names no host or no port that exists.")
    if url.userinfo:
        raise TerminalError(f"{url.host}: refused, its URL carries a user name or password.")


def refusal(address: str, *, allow_private: bool) -> str | None:
    """Why an address may not be connected to, or None.

    Link-local (cloud metadata lives there), multicast, unspecified and reserved addresses never may;
    private and loopback ones only where the configuration allows them.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        # An IPv4 address in IPv6 clothes is judged as what it is.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return refusal(str(inner), allow_private=allow_private)
    kinds = {
        "link-local": ip.is_link_local,
        "multicast": ip.is_multicast,
        "unspecified": ip.is_unspecified,
        "reserved": ip.is_reserved and not ip.is_loopback,
    }
    for kind, holds in kinds.items():
        if holds:
            return f"{ip} is a {kind} address"
    if not allow_private and not ip.is_global:
        return f"{ip} is a private or loopback address; set http.allow_private_hosts if you mean it"
    return None


class Deadline(threading.local):
    """When the request that this thread is making must be over (`time.monotonic()`)."""

    at: float | None = None

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.at is not None and time.monotonic() >= self.at

    def cut(self, timeout: float | None) -> float:
        """The timeout of one socket operation, cut to what is left of the whole request's time."""
        left = 3600.0 if self.at is None else self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time limit for the whole document is over")
        return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, and holds every socket operation to the request's deadline.

    Timeouts of a socket start anew with every byte; without the deadline a server that sends a byte a
    second, in headers, body or TLS handshake, holds us for ever.
    """

    def __init__(self, *, allow_private: bool, deadline: Deadline) -> None:
        self._allow_private = allow_private
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check, connect to what was checked. TLS still verifies the host's name."""
        failed: Exception | None = None
        for address in self._checked(host, port):
            try:
                # Not the whole time for one address: behind a broken IPv6 route there is still IPv4.
                patience = self._deadline.cut(min(timeout or _CONNECT_SECONDS, _CONNECT_SECONDS))
                stream = self._sockets.connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _DeadlineStream(stream, self._deadline)
        raise failed or httpcore.ConnectError(f"{host}: no address found")

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be looked up ({error})") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        refusals = {address: refusal(address, allow_private=self._allow_private) for address in addresses}
        allowed = [address for address, reason in refusals.items() if reason is None]
        if not allowed:
            raise TerminalError(
                f"{host}: refused, {next(filter(None, refusals.values()), 'it has no address')}."
            )
        return allowed


class _DeadlineStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        cut = self._deadline.cut(timeout)
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, cut), self._deadline)  # type: ignore[arg-type]

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
