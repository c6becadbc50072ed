"""The tasks of main.swift done by coopgame-py on the same numbers: task, players, milliseconds, checksum."""

import sys
import time

import coopgame
import numpy as np


def units(state, count):
    """SplitMix64, as in main.swift."""
    with np.errstate(over="ignore"):
        steps = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed = steps + np.uint64(state)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def random_values(players):
    values = units(players, 1 << players)
    values[0] = 0
    return values


def report(task, players, repetitions, body):
    least = 1e99
    for _ in range(repetitions):
        start = time.perf_counter()
        result = body()
        least = min(least, time.perf_counter() - start)
    shares = result["allocation"] if isinstance(result, dict) else result
    checksum = sum(share * (index + 1) for index, share in enumerate(shares))
    print(f"{task},{players},{least * 1e3},{checksum}", flush=True)


def main():
    for players in (20, 24):
        game = coopgame.Game(random_values(players)[1:])
        report("shapley", players, 3, lambda: coopgame.shapley(game))
    for players in (16, 20):
        game = coopgame.Game(random_values(players)[1:])
        report("prenucleolus", players, 2, lambda: coopgame.prenucleolus(game))
    for players in (16, 20):
        values = random_values(players)
        sizes = np.array([bin(mask).count("1") for mask in range(1 << players)], dtype=np.float64)
        values = np.where(sizes > 1, sizes * sizes + values, 0)
        game = coopgame.Game(values[1:])
        report("nucleolus", players, 2, lambda: coopgame.nucleolus(game))
    claims = [float(np.floor(unit * 1000 + 0.5)) for unit in units(18, 18)]
    game = coopgame.Game.bankruptcy(sum(claims) / 2, claims)
    report("bankruptcy", 18, 2, lambda: coopgame.nucleolus(game))


if __name__ == "__main__":
    sys.exit(main())
