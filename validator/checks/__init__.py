"""Cases → verdicts: pass, fail or open for everything that a rule examines."""
