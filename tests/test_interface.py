"""The Python interface as the README shows it: every name can be used again and again, in any order."""

from __future__ import annotations

import subprocess
import sys

import validator
from tools.golden import ROOT

DRAFT = str(ROOT / "2021" / "broken" / "A101-closing.docx")


def test_every_file_of_a_folder_can_be_checked_in_one_process() -> None:
    first, second = validator.check(DRAFT), validator.check(DRAFT)
    assert [r.status for r in first] == [r.status for r in second] == ["failed"]
    assert validator.judge(validator.extract(DRAFT))[0].findings == first[0].findings
    assert len(validator.cells_frame(validator.extract(DRAFT))) == 200
    assert validator.check(DRAFT)[0].status == "failed"


def test_no_module_hides_a_function_of_the_interface() -> None:
    """In a fresh process: importing a submodule sets an attribute of the package."""
    code = (
        "import validator, sys\n"
        "for _ in range(2):\n"
        "    validator.judge(validator.extract(sys.argv[1])); validator.check(sys.argv[1]); validator.schemas_for('2021')\n"
        "print(all(callable(getattr(validator, name)) for name in validator.__all__))"
    )
    done = subprocess.run([sys.executable, "-c", code, DRAFT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_a_pandas_user_can_validate_a_table_of_his_own() -> None:
    frame = validator.cells_frame(validator.extract(str(ROOT / "2021" / "clean" / "docx-plain.docx")))
    requests = frame[frame["table"] == "requests"].pivot(index="row", columns="column", values="value")
    schema = validator.schemas_for("2021")["requests"]
    assert len(schema.validate(requests.astype("float").astype("Int64"))) == 25
