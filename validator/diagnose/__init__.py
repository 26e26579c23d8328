"""Error localisation: which cells, changed in which way, would make the broken identities hold."""

from validator.diagnose.cause import Alternative, Cause, Sureness
from validator.diagnose.explain import explain
from validator.diagnose.problem import Expected
from validator.diagnose.statement import Statement
from validator.diagnose.system import System, system

__all__ = ["Alternative", "Cause", "Expected", "Statement", "Sureness", "System", "explain", "system"]
