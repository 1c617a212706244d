"""The server: routes by path, an ETag where wanted, a log of what was asked, faults in front of it all."""

import contextlib
import hashlib
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from world.answers import Answer


@dataclass(frozen=True)
class Request:
    """One request as it arrived, and how many others were under way at that moment."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    at: float
    at_once: int

    def one(self, name: str, default: str = "") -> str:
        return self.query.get(name, [default])[0]


Handler = Callable[[Request], Answer]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no news here."""


class World:
    """`with World() as world:` a server on a free port of 127.0.0.1.

    Routes are found by the longest prefix. `fault(path, …)` puts answers in front of a route: each is
    given once, in order; `forever=True` gives the last one for good.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._routes: dict[str, Handler] = {}
        self._faults: dict[str, deque[Answer]] = defaultdict(deque)
        self._forever: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._under_way = 0
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def route(self, prefix: str, handler: Handler | Answer) -> str:
        """Serve a prefix; gives its URL."""
        self._routes[prefix] = handler if callable(handler) else lambda _request: handler
        return self.root + prefix

    def fault(self, path: str, *answers: Answer, forever: bool = False) -> None:
        if forever:
            self._forever[path] = answers[-1]
            answers = answers[:-1]
        self._faults[path].extend(answers)

    def heal(self) -> None:
        """Take all faults away."""
        self._faults.clear()
        self._forever.clear()

    def asked(self, prefix: str = "/") -> list[Request]:
        return [request for request in self.requests if request.path.startswith(prefix)]

    def forget(self) -> None:
        """Empty the log of requests."""
        self.requests.clear()

    def answer(self, request: Request) -> Answer:
        with self._lock:
            queue = self._faults[request.path]
            if queue:
                return queue.popleft()
            if request.path in self._forever:
                return self._forever[request.path]
        matching = [prefix for prefix in self._routes if request.path.startswith(prefix)]
        if not matching:
            return Answer(404, b"not here")
        return self._routes[max(matching, key=len)](request)

    def _handler(world) -> type[BaseHTTPRequestHandler]:  # noqa: N805 -- `self` is the handler below
        class Handling(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                with world._lock:
                    world._under_way += 1
                    request = Request(
                        path=unquote(parts.path),
                        query=parse_qs(parts.query, keep_blank_values=True),
                        headers={name.lower(): value for name, value in self.headers.items()},
                        at=time.monotonic(),
                        at_once=world._under_way,
                    )
                    world.requests.append(request)
                try:
                    # Whoever hangs up in the middle is the point of half the tests.
                    with contextlib.suppress(OSError):
                        self._send(world.answer(request))
                finally:
                    with world._lock:
                        world._under_way -= 1

            def _send(self, answer: Answer) -> None:
                head = [f"HTTP/1.1 {answer.status} Whatever"]
                headers = {"Content-Type": "application/octet-stream"} | answer.headers
                if not answer.chunks and "Transfer-Encoding" not in headers:
                    headers["Content-Length"] = str(len(answer.body))
                else:
                    headers["Connection"] = "close"
                head += [f"{name}: {value}" for name, value in headers.items()]
                self._write("\r\n".join([*head, "", ""]).encode("latin-1"), answer.pause_head)
                if answer.status != 304:
                    for part in answer.parts():
                        self._write(part, answer.pause)
                if answer.cut is not None or answer.chunks:
                    self.close_connection = True

            def _write(self, content: bytes, pause: float) -> None:
                if not pause:
                    self.wfile.write(content)
                    return
                for position in range(len(content)):
                    time.sleep(pause)
                    self.wfile.write(content[position : position + 1])
                    self.wfile.flush()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- likewise
                pass

        return Handling


def conditional(request: Request, answer: Answer, *, last_modified: str | None = None) -> Answer:
    """The answer with an ETag, or 304 where the request shows that it has this version."""
    etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    headers = {"ETag": etag} | ({"Last-Modified": last_modified} if last_modified else {})
    same = request.headers.get("if-none-match") == etag
    since = last_modified is not None and request.headers.get("if-modified-since") == last_modified
    if same or ("if-none-match" not in request.headers and since):
        return Answer(304, headers=headers)
    return replace(answer, headers=answer.headers | headers)
