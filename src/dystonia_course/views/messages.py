"""How a widget hears from the browser while the kernel is busy with a cell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anywidget import AnyWidget


def hear_while_busy(widget: AnyWidget) -> None:
    """Let the widget's messages run in the subshell to which the browser addresses them. Call it after `__init__`.

    ipykernel from 7.4 on sends a message to the shell that published last on the widget's channel. A widget is opened
    from the main shell, so its first message would wait for the running cell. Other versions have nothing to change.
    The widget's handlers then run in another thread than the cells do.
    """
    comm = widget.comm
    if hasattr(comm, "_reply_subshell_for"):
        comm._reply_subshell_for = lambda data, default: default
        # A cell in a busy loop hands over to the other thread only this often; Python's own 5 ms add up when saving.
        sys.setswitchinterval(min(sys.getswitchinterval(), 0.001))
