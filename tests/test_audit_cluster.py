"""The same audit over a Dask cluster: the same bytes, and a file that hangs is found out there too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit_corpus import audit, jsonl, written
from tests.test_audit_process import RTF, UNIX, begun, program, statuses
from tools.golden import ROOT

pytest.importorskip("distributed", reason="Dask is not installed: extra [cluster]")

_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("corpus"), 30)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster of two workers, whose LibreOffice hangs."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "cluster.py").write_text(_CLUSTER, encoding="utf-8")
    settings = {**os.environ, "PYTHONPATH": str(ROOT.parent), "D711_SOFFICE": program(folder, "sleep 90")}
    command = [sys.executable, str(folder / "cluster.py")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=settings, cwd=folder, **pipes) as process:  # type: ignore[call-overload]
        yield process.stdout.readline().decode().strip()
        process.stdin.close()


def test_a_cluster_gives_the_same_bytes(corpus: Path, cluster: str, tmp_path: Path) -> None:
    audit(corpus, "-o", tmp_path / "here", "--outputs", "jsonl", "--jobs", 0)
    process = begun(corpus, "-o", tmp_path / "there", "--outputs", "jsonl", "--scheduler", cluster)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 2 and told == b""
    assert jsonl(tmp_path / "here") == jsonl(tmp_path / "there")


@UNIX
def test_a_file_that_hangs_on_a_cluster_is_told(corpus: Path, cluster: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/坏.rtf").write_bytes(RTF)
    (tmp_path / "in/好.html").write_bytes((corpus / "多年/2022.html").read_bytes())
    options = ("--outputs", "jsonl", "--scheduler", cluster, "--timeout", 5)
    process = begun(
        tmp_path / "in", "-o", tmp_path / "out", *options, environment={"D711_SOFFICE": program(tmp_path, "sleep 90")}
    )
    _, told = process.communicate(timeout=400)
    assert process.returncode == 2, told.decode()
    assert statuses(tmp_path / "out") == {"坏.rtf": "unreadable", "好.html": "passed"}
