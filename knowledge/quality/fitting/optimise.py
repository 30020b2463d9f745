"""The two fits themselves: a minimum of a smooth function of a few numbers, and a logistic."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
_SHORTEST = 1e-3
_ENOUGH = 1e-6


def minimum(value: Callable[[Vector], tuple[float, Vector]], start: Vector, rounds: int) -> Vector:
    """Where a function is least, near `start`: BFGS (Nocedal and Wright, Numerical Optimization,
    2006, chapter 6). `value` gives the function and its slope."""
    at = start.copy()
    least, slope = value(at)
    inverse = np.diag(np.maximum(np.abs(start), 0.5) ** 2) * 0.5
    for _ in range(rounds):
        way = -inverse @ slope
        length = 1.0
        found, slope_there = value(at + way)
        while length > _SHORTEST and found > least + 1e-4 * length * float(slope @ way):
            length *= 0.4
            found, slope_there = value(at + length * way)
        if least - found < _ENOUGH:
            break
        moved, turned = length * way, slope_there - slope
        if moved @ turned > 1e-12:
            share = 1 / (moved @ turned)
            left = np.eye(len(at)) - share * np.outer(moved, turned)
            inverse = left @ inverse @ left.T + share * np.outer(moved, moved)
        at, slope, least = at + moved, slope_there, found
    return at


def logistic(rows: Vector, hits: Vector, weight: Vector, signs: Vector, ridge: float) -> Vector:
    """Weights of a logistic regression, the last one its start, by Newton's method.

    `signs` says of each feature whether it may only speak for (1) or against (-1): one that comes
    out otherwise is left out, so that no chance of the sample turns its meaning round. `ridge`
    counts on features that are scaled to a standard deviation of 1.
    """
    kept = np.ones(rows.shape[1], dtype=bool)
    scale = rows.std(axis=0) + 1e-9
    share = weight / weight.sum() * len(weight)
    while True:
        scaled = np.hstack([rows[:, kept] / scale[kept], np.ones((len(rows), 1))])
        found = _newton(scaled, hits, share, ridge)
        wrong = found[:-1] * signs[kept] < 0
        if not wrong.any():
            break
        worst = np.flatnonzero(kept)[wrong][np.argmax(np.abs(found[:-1][wrong]))]
        kept[worst] = False
    whole = np.zeros(rows.shape[1] + 1)
    whole[:-1][kept] = found[:-1] / scale[kept]
    whole[-1] = found[-1]
    return whole


def _newton(rows: Vector, hits: Vector, weight: Vector, ridge: float) -> Vector:
    found = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (chance - hits)) + penalty * found
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < _ENOUGH:
            break
    return found
