"""How a figure goes wrong under a person's hands: digits in, another text out, or None where the slip cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

Slip = Callable[[Random, str], str | None]


def _chosen(rng: Random, old: str, candidates: list[str]) -> str | None:
    """One of the candidates that is another number, without a leading zero."""
    fit = sorted({new for new in candidates if new and new != old and (new == "0" or new[0] != "0")})
    return rng.choice(fit) if fit else None


def digit(rng: Random, text: str) -> str | None:
    """One digit changed."""
    every = [text[:n] + new + text[n + 1 :] for n in range(len(text)) for new in "0123456789"]
    return _chosen(rng, text, every)


def transposed(rng: Random, text: str) -> str | None:
    """Two neighbouring digits exchanged."""
    return _chosen(rng, text, [text[:n] + text[n + 1] + text[n] + text[n + 2 :] for n in range(len(text) - 1)])


def dropped(rng: Random, text: str) -> str | None:
    """One digit left out of several."""
    return _chosen(rng, text, [text[:n] + text[n + 1 :] for n in range(len(text))] if len(text) > 1 else [])


def doubled(rng: Random, text: str) -> str | None:
    """One digit written twice."""
    return _chosen(rng, text, [text[: n + 1] + text[n:] for n in range(len(text))])


def tenfold(rng: Random, text: str) -> str | None:
    """A zero too many."""
    return _chosen(rng, text, [f"{text}0"])


def off_by_one(rng: Random, text: str) -> str | None:
    """One more or one less, never below zero."""
    value = int(text)
    return _chosen(rng, text, [str(value + 1), *([str(value - 1)] if value else [])])


def words(rng: Random, _: str) -> str:
    """No number at all."""
    return rng.choice(("有", "若干", "XX", "见附件"))


def unit(_: Random, text: str) -> str:
    """The figure with its unit."""
    return f"{text}件"


def fraction(rng: Random, text: str) -> str:
    """A count that is not whole."""
    return f"{text}.{rng.randint(1, 9)}"


def negative(_: Random, text: str) -> str | None:
    """A count below zero."""
    return f"-{text}" if text != "0" else None


#: Another number; the arithmetic breaks.
SLIPS: Mapping[str, Slip] = {
    "digit": digit,
    "transposed": transposed,
    "dropped": dropped,
    "doubled": doubled,
    "tenfold": tenfold,
    "off-by-one": off_by_one,
}

#: No plain number any more.
SCRIBBLES: Mapping[str, Slip] = {"text": words, "unit": unit, "fraction": fraction, "negative": negative}
