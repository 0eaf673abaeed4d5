"""What crosses the wire between a Jupyter page and its kernel, in a form that two runs can be compared in."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket

NOISE = re.compile(r"status|kernel_info_.*|comm_info_.*|history_.*|debug_.*|create_subshell_.*|delete_subshell_.*")
"""Messages whose number depends on how busy the machine is; they hold nothing of the course."""


@dataclass
class Wire:
    """Every frame of every web socket of a page."""

    frames: list[tuple[str, str | bytes]] = field(default_factory=list)

    def watch(self, page: Page) -> Wire:
        """Note every frame from now on."""
        page.on("websocket", self._opened)
        return self

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self.frames.append(("sent", payload)))
        socket.on("framereceived", lambda payload: self.frames.append(("received", payload)))

    def wait_until_quiet(self, page: Page) -> None:
        """Wait until the kernel and the page have said nothing new to each other for half a second."""
        before = -1
        while before != (now := len(self.messages())):
            before = now
            page.wait_for_timeout(500)

    def raw(self) -> str:
        """Everything as one text."""
        return "\n".join(
            payload if isinstance(payload, str) else payload.decode("utf-8", "replace") for _, payload in self.frames
        )

    def messages(self) -> list[str]:
        """The kernel's messages without times and ids, sorted: which came first may differ from run to run."""
        found = []
        for way, payload in self.frames:
            if not isinstance(payload, bytes):
                continue
            channel, header, _, _, content, *buffers = _parts(payload)
            kind = json.loads(header)["msg_type"]
            told = json.dumps(json.loads(content), sort_keys=True)
            if not NOISE.fullmatch(kind) and "No such comm: " not in told:  # a page that closes before the kernel
                found.append(f"{way} {channel.decode()} {kind} {told} {buffers!r}")
        return sorted(plain("\n".join(found)).split("\n"))


def _parts(payload: bytes) -> list[bytes]:
    """The parts of a frame of the protocol v1.kernel.websocket.jupyter.org."""
    count = int.from_bytes(payload[:8], "little")
    ends = [int.from_bytes(payload[8 * n + 8 : 8 * n + 16], "little") for n in range(count)]
    return [payload[start:end] for start, end in itertools.pairwise(ends)]


def plain(text: str) -> str:
    """The text without what differs between any two runs: ids, tokens, times."""
    text = re.sub(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "ID", text)
    text = re.sub(r"(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{24})(?![0-9a-f])", "ID", text)
    text = re.sub(r"\b([a-z]+)-\d+-[a-z0-9]{1,6}\b", r"\1-ID", text)  # names of controls
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?", "TIME", text)
    text = re.sub(r'"seconds": [\d.]+', '"seconds": 0', text)
    return re.sub(r'\\?"(?:pid|bytes|execution_count)\\?": \d+', "COUNT", text)


def storage(page: Page) -> dict[str, Any]:
    """What the page keeps in the browser, without what JupyterLab makes up for each page: window, user, beacon."""
    kept: dict[str, dict[str, Any]] = page.evaluate("() => ({local: {...localStorage}, session: {...sessionStorage}})")
    own = ("beacon", "window", "#user")
    return {place: {k: v for k, v in held.items() if not k.endswith(own)} for place, held in kept.items()}
