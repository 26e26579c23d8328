"""Files as they come off a bad disk or a cut line."""

from __future__ import annotations

from hypothesis import strategies as st


def mutated(data: bytes, draw: st.DataObject) -> bytes:
    """`data` with some bytes flipped, a piece cut out or copied elsewhere, or its end gone."""
    out = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, max(0, len(out) - 1)))
        end = at + draw.draw(st.integers(1, 40))
        match draw.draw(st.sampled_from(["flip", "cut", "splice", "truncate"])):
            case "flip":
                out[at : at + 1] = bytes([draw.draw(st.integers(0, 255))])
            case "cut":
                del out[at:end]
            case "splice":
                to = draw.draw(st.integers(0, len(out)))
                out[to:to] = out[at:end]
            case _:
                del out[at:]
    return bytes(out)
