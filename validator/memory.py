"""A bound on the memory of the process that calls: what a file makes it ask for beyond that is a MemoryError."""

from __future__ import annotations

import sys
from contextlib import suppress


def bound_memory(most: int, addresses: bool = False) -> None:
    """No more than `most` bytes of data, and no core files, where the system has such bounds; children inherit them.

    `addresses`: count everything that is mapped; that is stricter, and too strict for programs that map large libraries.
    """
    if sys.platform == "win32":
        return
    import resource

    kind = resource.RLIMIT_AS if addresses else resource.RLIMIT_DATA
    for what, bound in ((kind, most), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        with suppress(ValueError, OSError):  # macOS knows the bound but does not take it
            resource.setrlimit(what, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
