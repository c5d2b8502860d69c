"""Servers that say what a test wrote for them, stall or hang up; and a proxy that keeps what it was asked."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from selectors import EVENT_READ, DefaultSelector

#: Seconds between two bytes of a server that drips, and until a server's thread has to have ended.
DRIP, PATIENCE = 0.02, 20.0


class Then(Enum):
    """What a server does in the place of an answer."""

    HANG_UP = auto()
    #: It says nothing, and waits until the caller has gone.
    STALL = auto()


Answers = Mapping[str, bytes | Then]

_MANNERS: Answers = {
    "greeting": b"220 mail.test",
    "EHLO": b"250-mail.test\r\n250 SIZE 1000000",
    "MAIL": b"250 OK",
    "RCPT": b"250 OK",
    "DATA": b"354 go on",
    ".": b"250 taken",
    "RSET": b"250 OK",
    "QUIT": b"221 bye",
}


@dataclass(kw_only=True)
class Script:
    """A server that is up: its port, and what it heard."""

    port: int = 0
    heard: list[str] = field(default_factory=list)


@contextmanager
def mail_script(answers: Answers) -> Iterator[Script]:
    """Serve mail by *answers* to greeting, EHLO, MAIL, RCPT, DATA and the dot; well where there is none."""
    script = Script()

    def serve(caller: socket.socket) -> None:
        lines = caller.makefile("rb")
        if not _answer(caller, (_MANNERS | answers)["greeting"]):
            return
        for line in lines:
            command = line.decode().strip()
            script.heard.append(command)
            verb = command.split(" ")[0].upper()
            if not _answer(caller, (_MANNERS | answers).get(command) or (_MANNERS | answers)[verb]):
                return
            if verb == "DATA" and (_MANNERS | answers)[verb] == _MANNERS[verb]:
                while lines.readline().rstrip() != b".":
                    pass
                if not _answer(caller, (_MANNERS | answers)["."]):
                    return

    with listening(serve) as script.port:
        yield script


def _answer(caller: socket.socket, answer: bytes | Then) -> bool:
    """Give *answer*, and return whether the conversation goes on."""
    if isinstance(answer, bytes):
        caller.sendall(answer + b"\r\n")
        return True
    if answer is Then.STALL:
        wait_for_end(caller)
    return False


def wait_for_end(caller: socket.socket) -> None:
    """Take what the *caller* sends until it has gone."""
    with suppress(OSError):
        while caller.recv(65536):
            pass


def drip(caller: socket.socket, what: bytes) -> None:
    """Send *what* byte after byte, for ever, until the caller has gone."""
    with suppress(OSError), DefaultSelector() as selector:
        selector.register(caller, EVENT_READ)
        while True:
            for byte in what:
                caller.sendall(bytes([byte]))
                if selector.select(DRIP) and not caller.recv(65536):
                    return


def flood(caller: socket.socket, head: bytes) -> None:
    """Send *head* and then megabytes without an end, until the caller has gone."""
    with suppress(OSError):
        caller.sendall(head)
        while True:
            caller.sendall(b"a" * (1 << 20))


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """Have *serve* talk with each caller, one after another; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def take() -> None:
            while True:
                try:
                    caller = listener.accept()[0]
                except OSError:
                    return
                with caller, suppress(OSError):
                    caller.settimeout(PATIENCE)
                    serve(caller)

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(PATIENCE)
            assert not thread.is_alive()


@contextmanager
def proxy(*, towards: int, refusal: bytes = b"") -> Iterator[Script]:
    """Be a proxy that takes every request to the port *towards* of this machine, or answers *refusal*."""
    script = Script()

    def serve(caller: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += caller.recv(1)
        script.heard += head.decode().split("\r\n")
        if refusal:
            caller.sendall(refusal)
            return
        with socket.create_connection(("127.0.0.1", towards), timeout=PATIENCE) as inner:
            if head.startswith(b"CONNECT"):
                caller.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                inner.sendall(head)
            _pass_on(caller, inner)

    with listening(serve) as script.port:
        yield script


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with DefaultSelector() as selector:
        selector.register(one, EVENT_READ, other)
        selector.register(other, EVENT_READ, one)
        while True:
            for key, _ in selector.select(PATIENCE):
                assert isinstance(key.fileobj, socket.socket)
                if not (some := key.fileobj.recv(65536)):
                    return
                key.data.sendall(some)
