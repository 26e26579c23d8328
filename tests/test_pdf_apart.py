"""PDF files are read in a process of its own: what hangs or crashes there is told, and takes no other file along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("reportlab")

from tests.test_read_pdf import ROWS, made, table
from validator.limits import PDF_MEMORY
from validator.model import Unreadable
from validator.read import pdf, pdf_apart
from validator.read.pdf_apart import read

ROOT = Path(__file__).parents[1]
SOUND = made(lambda canvas: table(canvas, ROWS))
PROC = Path("/proc")
needs_proc = pytest.mark.skipif(not (PROC / "self/stat").exists(), reason="needs /proc")


def forms_in_forms(leaf: bytes, fan: int, levels: int) -> bytes:
    """A small file whose page prints `leaf` fan ** levels times."""

    def form(number: int, body: bytes) -> bytes:
        inner = b"/Resources << /XObject << /F %d 0 R >> >>" % (number + 1)
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] %s /Length %d >>" % (inner, len(body))
        return head + b"\nstream\n" + body + b"\nendstream"

    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    objects += [form(4, b"/F Do "), *(form(n, b"/F Do " * fan) for n in range(5, 5 + levels)), form(5 + levels, leaf)]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % found for found in enumerate(objects, 1))
    return body + b"trailer << /Size %d /Root 1 0 R >>\n%%%%EOF\n" % (len(objects) + 1)


HANGS = forms_in_forms(b"q Q " * 50_000, 20, 3)
GROWS = forms_in_forms(b"0 0 1 1 re f ", 20, 4)


def number() -> int:
    process = pdf_apart._WORKERS[os.getpid()].process
    assert process is not None
    return process.pid


def refused(data: bytes, seconds: float = 30) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, "年报.pdf", seconds)
    return caught.value


def test_the_same_document_from_one_process() -> None:
    assert read(SOUND, "年报.pdf") == pdf.read(SOUND, "年报.pdf")
    first = number()
    assert (
        refused(b"%PDF-1.4\nnothing").message
        == "「年报.pdf」已损坏，打不开。请重新下载，或用原稿重新另存为 PDF 后再检查。"
    )
    assert read(SOUND, "\udce4\n.pdf") == pdf.read(SOUND, "年报.pdf")
    assert number() == first


def test_a_file_that_hangs_is_told_and_the_next_one_is_read() -> None:
    read(SOUND, "a.pdf")
    begun = time.monotonic()
    told = refused(HANGS, 0.5)
    assert (told.rule, told.again, time.monotonic() - begun < 5) == ("F004", True, True)
    assert told.message.startswith("「年报.pdf」在 0.5 秒内没有读完，已停止。请用")
    assert read(SOUND, "a.pdf") == pdf.read(SOUND, "a.pdf")


@needs_proc
def test_memory_is_bounded_and_what_was_left_behind_is_no_fault_of_the_next_file() -> None:
    import resource

    read(SOUND, "a.pdf")
    first = number()
    soft, hard = resource.prlimit(first, resource.RLIMIT_AS)
    assert soft == PDF_MEMORY
    resource.prlimit(first, resource.RLIMIT_AS, (192 * 1024 * 1024, hard))
    assert refused(GROWS).message.startswith("第1页的内容过多")  # said by a new process
    assert number() != first


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_process_that_dies_at_work_is_told_and_the_next_file_is_read() -> None:
    read(SOUND, "a.pdf")
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(refused, HANGS)
        killed: set[int] = set()
        while not reading.done():  # it is tried once more, in a new process
            time.sleep(0.2)
            process = pdf_apart._WORKERS[os.getpid()].process
            if process is not None and not reading.done():
                os.kill(process.pid, signal.SIGKILL)
                killed.add(process.pid)
    assert (reading.result().rule, reading.result().again, len(killed)) == ("F001", True, 2)
    assert reading.result().message.startswith("读取「年报.pdf」时组件崩溃，已跳过")
    assert read(SOUND, "a.pdf") == pdf.read(SOUND, "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_process_that_died_between_two_files_costs_nothing() -> None:
    read(SOUND, "a.pdf")
    os.kill(number(), signal.SIGKILL)
    assert read(SOUND, "a.pdf") == pdf.read(SOUND, "a.pdf")


def test_threads_take_turns() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: read(SOUND, f"{n}.pdf"), range(8)))
    assert all(document == found[0] for document in found)


# ---------------------------------------------------------------- from other processes


def program(code: str) -> subprocess.Popen[bytes]:
    head = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom validator.read.pdf_apart import read\n"
    return subprocess.Popen((sys.executable, "-c", head + code), stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_a_plain_program_leaves_nothing_behind(tmp_path: Path) -> None:
    """Modules come from where the program has its own, never from the folder it is started in."""
    (tmp_path / "a.pdf").write_bytes(SOUND)
    (tmp_path / "struct.py").write_text("raise SystemExit(3)", encoding="utf-8")
    code = f"import os\nos.chdir({str(tmp_path)!r})\nprint(len(read(Path('a.pdf').read_bytes(), 'a.pdf').blocks))"
    with program(code) as started:
        out, _ = started.communicate(timeout=60)
    assert (out.strip(), started.returncode) == (b"1", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_workers_of_a_pool_have_reading_processes_of_their_own(tmp_path: Path) -> None:
    """A fork inherits the pipes of its parent, and a daemon may not have children of multiprocessing's."""
    (tmp_path / "a.pdf").write_bytes(SOUND)
    code = f"""
import multiprocessing
data = Path({str(tmp_path / "a.pdf")!r}).read_bytes()
def blocks(n): return len(read(data, f"{{n}}.pdf").blocks)
blocks(0)
with multiprocessing.get_context("fork").Pool(2) as pool: print(sum(pool.map(blocks, range(12), 1)))
print(blocks(0))
"""
    with program(code) as started:
        out, _ = started.communicate(timeout=60)
    assert (out.split(), started.returncode) == ([b"12", b"1"], 0)


@needs_proc
def test_it_ends_with_its_parent_even_while_a_file_hangs(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(HANGS)
    code = f"""
import os, threading, time
from validator.read import pdf_apart
threading.Thread(target=lambda: read(Path({str(tmp_path / "a.pdf")!r}).read_bytes(), "a.pdf"), daemon=True).start()
time.sleep(0.7)
print(pdf_apart._WORKERS[os.getpid()].process.pid, flush=True)
time.sleep(60)
"""
    with program(code) as started:
        assert started.stdout is not None
        child = int(started.stdout.readline())
        assert is_running(child)
        started.kill()
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the reading process outlives its parent")


def is_running(process: int) -> bool:
    try:
        state = (PROC / str(process) / "stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
