"""Serves landed pages as the Hub's listing does, in a process of its own, for scripts that ask the Hub."""

import gzip
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit


class _Listing(BaseHTTPRequestHandler):
    """`/api/models?cursor=N` gives the Nth file and links to the next."""

    protocol_version = "HTTP/1.1"
    files: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer as the Hub does: compressed if the client takes it."""
        cursor = int(parse_qs(urlsplit(self.path).query).get("cursor", ["0"])[0])
        body = Path(self.files[cursor]).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            self.send_header("Content-Encoding", "gzip")
        else:
            body = gzip.decompress(body)
        if cursor + 1 < len(self.files):
            here = f"http://{self.headers['Host']}/api/models?cursor={cursor + 1}"
            self.send_header("Link", f'<{here}>; rel="next"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _serve(files: list[str], ready: Connection) -> None:
    _Listing.files = files
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Listing)
    ready.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def serving(files: list[str]) -> Iterator[str]:
    """The address of the server, as long as it is needed."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(files, sender), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{receiver.recv()}"
    finally:
        process.terminate()
        process.join()
