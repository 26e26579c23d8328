"""A Dask cluster as an executor. Its workers see the same files under the same paths, one thread each."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from validator.audit.versions import code_digest

_SECONDS = 10
_ABSENT = '没有安装 Dask，不能用 --scheduler。请先运行：pip install "decree711-validator[cluster]"'
_NOT_THERE = "连不上 Dask 调度器 {address}。请检查地址，并确认调度器和工作进程已经启动。"
_NOBODY = "Dask 调度器 {address} 没有工作进程。请先启动：dask worker {address} --nthreads 1"
_DIFFERENT = "Dask 工作进程上的 decree711-validator 与本机的版本不同。请装成同一版本后再运行。"


class BadCluster(ValueError):
    """A cluster that cannot be worked on; the text is a sentence for the user."""


def connect(address: str) -> Any:
    """A client of the cluster at `address` (tcp://…). Raises BadCluster."""
    if find_spec("distributed") is None:
        raise BadCluster(_ABSENT)
    import asyncio

    import distributed

    open_client: Any = distributed.Client
    try:
        asyncio.run(_reach(address))
        client = open_client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadCluster(_NOT_THERE.format(address=address)) from error
    wrong = _NOBODY.format(address=address) if not client.nthreads() else _checked(client)
    if wrong:
        client.close()
        raise BadCluster(wrong)
    return client


async def _reach(address: str) -> None:
    """A client that does not come about complains of itself later, when it is let go: the way is tried before."""
    from distributed.comm.core import connect as open_comm

    reach: Any = open_comm
    comm = await reach(address, timeout=_SECONDS)
    await comm.close()


def _checked(client: Any) -> str:
    """What is wrong with its workers."""
    return "" if set(client.run(code_digest).values()) == {code_digest()} else _DIFFERENT
