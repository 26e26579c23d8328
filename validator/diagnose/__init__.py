"""Error localisation: which cells, changed in which way, would make the broken identities hold."""

from validator.diagnose.cause import Alternative, Cause
from validator.diagnose.explain import explain
from validator.diagnose.problem import Expected
from validator.diagnose.system import System, system

__all__ = ["Alternative", "Cause", "Expected", "System", "explain", "system"]
