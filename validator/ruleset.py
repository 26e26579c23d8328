"""Which rules judged: a digest of schemas and rules in force."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from validator.schema import schema_folder
from validator.version import VERSION


@cache
def ruleset_digest() -> str:
    """ "sha256:…" over the schema files and each rule's code, severity and manual page."""
    from validator.checks.registry import RULES  # whoever only writes JSON lines needs none of them

    digest = sha256(VERSION.encode())
    for file in sorted(schema_folder().glob("*.toml")):
        digest.update(file.read_bytes())
    for code, rule in RULES.items():
        digest.update(f"{code}\0{rule.SEVERITY}\0{rule.__doc__}\0".encode())
    return f"sha256:{digest.hexdigest()}"
