"""Stories as delimited text, as a spreadsheet exports them."""

from __future__ import annotations

import csv
import io

from tools.forge.render_text import matrix
from tools.forge.story import Passage, Story, flow


def delimited(tale: Story, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """All of a story in one sheet of rows; merged cells stand in their first place. Raises LookupError for an
    unknown encoding."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    for piece in flow(tale):
        if isinstance(piece, Passage):
            writer.writerow([piece.text])
        else:
            writer.writerows([*matrix(piece), []])
    return out.getvalue().encode(encoding)
