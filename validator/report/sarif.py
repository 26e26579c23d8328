"""Results → SARIF 2.1.0, written one result at a time: nothing is held but the entry at hand."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import IO, Any

from validator.checks.registry import RULES
from validator.model import Report
from validator.report.json import Entry, encode, entry
from validator.report.links import link, member_of
from validator.report.sarif_rules import INDEX, LEVELS, driver
from validator.report.visible import one_line
from validator.report.wording import title_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Paths are relative to the folder that was given, which is known to whoever ran the check.
_BASE = "%SRCROOT%"
#: Places of one result that are written out.
_MOST_PLACES = 20
_LONGEST = 4000


def render(reports: Sequence[Report]) -> bytes:
    """The whole log, UTF-8."""
    stream = io.BytesIO()
    write(stream, map(entry, reports))
    return stream.getvalue()


def write(stream: IO[bytes], entries: Iterable[Entry]) -> None:
    """The log of `entries`, in their order, a result a line."""
    stream.write(b'{"$schema":' + encode(SCHEMA) + b',"version":"2.1.0","runs":[{"tool":' + encode(driver()))
    base = {_BASE: {"description": {"text": "核验时给出的文件夹"}}}
    stream.write(b',"originalUriBaseIds":' + encode(base) + b',"columnKind":"unicodeCodePoints","results":[')
    comma = b"\n"
    for one in entries:
        for finding in one["findings"]:
            stream.write(comma + encode(_result(one, finding)))
            comma = b",\n"
    stream.write(b"\n]}]}\n")


def _result(one: Entry, finding: Entry) -> dict[str, Any]:
    places = [_location(one, cell, number) for number, cell in enumerate(finding["cells"][:_MOST_PLACES])]
    found = {
        "ruleId": finding["rule"],
        "level": LEVELS[finding["severity"]],
        "message": {"text": _message(finding)},
        "locations": places[:1] or [_sentence(one, finding)],
        "partialFingerprints": {"d711/v1": finding["fingerprint"]},
        "properties": _properties(one, finding),
    }
    if places[1:]:
        found["relatedLocations"] = places[1:]
    return found | {"ruleIndex": INDEX[finding["rule"]]} if finding["rule"] in RULES else found


def _message(finding: Entry) -> str:
    """Braces are doubled: SARIF takes single ones for places to fill in."""
    text = one_line(finding["message"], _LONGEST) or title_of(finding["rule"]) or finding["rule"]
    return str(text).replace("{", "{{").replace("}", "}}")


def _properties(one: Entry, finding: Entry) -> dict[str, Any]:
    """What SARIF has no word for; keys as in the JSON result."""
    known = {
        "organ": one["organ"],
        "year": one["report_year"],
        "part": one["part"],
        "table": finding["table"],
        "basis": finding["basis"],
        "member": member_of(one["path"]),
        "identities": [identity["text"] for identity in finding["identities"]],
        "repairs": finding["repairs"],
    }
    return {key: value for key, value in known.items() if value not in (None, [])}


def _sentence(one: Entry, finding: Entry) -> dict[str, Any]:
    """Where the evidence of a finding without cells stands; the whole file, if that is not known."""
    return _located(one, (finding["evidence"] or {}).get("at") or {})


def _location(one: Entry, cell: Entry, number: int) -> dict[str, Any]:
    names = [cell["table"], cell["row"], cell["column"]]
    logical = {"name": cell["column"], "fullyQualifiedName": "/".join(names), "kind": "element"}
    return {"id": number, "logicalLocations": [logical], **_located(one, cell["at"] or {})}


def _located(one: Entry, place: Entry) -> dict[str, Any]:
    uri = link(one["path"])
    artifact = {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _BASE}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if place.get("line"):
        physical["region"] = _region(place)
    told = {key: value for key, value in place.items() if value not in (None, "")}
    return {"physicalLocation": physical} | ({"properties": {"place": told}} if told else {})


def _region(place: Entry) -> dict[str, int]:
    """The line of a text file. Its column counts cells, not characters, and is left to `properties.place`."""
    return {"startLine": place["line"]}
