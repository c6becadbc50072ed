"""The true v(S) of the simulator's standard plans, enumerated again from the published formulas.

    python3 simulation_truth.py

Standard library only, and nothing of Topslice: SplitMix64 and xoshiro256++ are written out again, the areas'
normal intercepts come from Python's own NormalDist, and v(S) is the plain sum over every kind of person and every
exposure pattern, Shapley values the mean over all orders. Prints the figures that
Tests/SimulationTests/TruthReferences.swift holds, and checks the generators against published sequences first.
"""

import itertools
import math
from statistics import NormalDist

MASK = 2**64 - 1
NAMES = ["HOUSING", "HEALTH", "PROBATION", "JOBS"]


def mixed(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def xoshiro(state):
    s = list(state)

    def rotate(word, by):
        return (word << by | word >> (64 - by)) & MASK

    while True:
        yield (rotate((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate(s[3], 45)


def stream(seed, number):
    start = mixed((seed + 0x9E3779B97F4A7C15) & MASK)
    state, word = [], (start + number * 0xD1342543DE82EF95) & MASK
    for _ in range(4):
        word = (word + 0x9E3779B97F4A7C15) & MASK
        state.append(mixed(word))
    return xoshiro(state)


def normals(seed, number, count):
    words = stream(seed, number)
    return [NormalDist().inv_cdf(((next(words) >> 12) + 0.5) * 2.0**-52) for _ in range(count)]


def check_generators():
    """xoshiro256++ from (0, 0, 0, 1): test data of github.com/DSCF-1224/xoshiro-fortran, test/README.md."""
    published = [
        0x0000000000800000, 0x0000000000800011, 0x0002200000800011, 0x0002200044000020, 0x00022000448008A1,
        0x01102100802208A0, 0x0114002284200880, 0x0402896644A64095, 0x8A14A0A244ACC891, 0x8C88BA4680B20495,
    ]  # fmt: skip
    assert list(itertools.islice(xoshiro((0, 0, 0, 1)), 10)) == published
    assert mixed(0x0123456789ABCDEF + 0x9E3779B97F4A7C15 & MASK) == 0x157A3807A48FAA9D


def logistic(x):
    return 1 / (1 + math.exp(-x))


def standard_plan(scenario, family):
    """The defaults of SimulationPlan.standard(scenario, agencyCount: 4, family: family)."""
    targeted = scenario != "randomised"
    return {
        "family": family,
        "seed": 1,
        "need": [0.25, 0.25, 0.2, 0.2, 0.1],
        "prior": [0.4, 0.3, 0.2, 0.1],
        "age": [0.25, 0.4, 0.35],
        "areas": 24,
        "area_spread": 0.3,
        "uptake_spread": 0.3 if targeted else 0.0,
        "uptake": [0.35, 0.3, 0.35, 0.25],
        "effect": [0.5, 0.3, 0.25, 0.15],
        "modification": [0.1, 0, 0, 0],
        "synergy": {(0, 1): 0.5, (2, 3): -0.3},
        "targeting": 0.35 if targeted else 0.0,
        "failure": 0.6 if targeted and family == "binomial" else 0.0,
        "referrer": {2: 0} if scenario == "referral" else {},
        "all_from_need": {0: 4} if scenario == "referral" else {},
        "intercept": 0.7,
        "need_effect": -0.35,
        "prior_effect": -0.25,
        "age_effect": [-0.2, 0, 0.2],
        "before_intercept": 0.3,
        "before_effect": 0.5 if family == "binomial" else 0.0,
    }


def truth(plan):
    count = len(NAMES)
    mean = {"binomial": logistic, "gaussian": lambda eta: eta, "poisson": math.exp}[plan["family"]]
    area_effects = [plan["area_spread"] * z for z in normals(plan["seed"], MASK, plan["areas"])]
    area_uptake = [plan["uptake_spread"] * z for z in normals(plan["seed"], MASK - 1, plan["areas"])]
    patterns = list(itertools.product([0, 1], repeat=count))
    v = dict.fromkeys(patterns, 0.0)
    unsupported = dict.fromkeys(patterns, 0.0)
    for need, prior, age, area in itertools.product(range(5), range(4), range(3), range(plan["areas"])):
        cell = plan["need"][need] * plan["prior"][prior] * plan["age"][age] / plan["areas"]
        traits = plan["need_effect"] * need + plan["prior_effect"] * prior + plan["age_effect"][age]
        traits += area_effects[area]
        success = logistic(plan["before_intercept"] + traits)
        befores = {0: 1 - success, 1: success} if plan["family"] == "binomial" else {0: 1.0}
        for before, share in befores.items():
            chance = {}
            for served in patterns:
                chance[served] = 1.0
                for k in range(count):
                    base = plan["uptake"][k]
                    odds = math.log(base / (1 - base)) + plan["targeting"] * (need - 2) + area_uptake[area]
                    odds += plan["failure"] * (before == 0)
                    p = 1.0 if need >= plan["all_from_need"].get(k, 9) else logistic(odds)
                    if k in plan["referrer"] and not served[plan["referrer"][k]]:
                        p = 0.0
                    chance[served] *= p if served[k] else 1 - p
            for served, coalition in itertools.product(patterns, patterns):
                at_work = tuple(a * s for a, s in zip(served, coalition))
                eta = plan["intercept"] + traits + plan["before_effect"] * before
                for k in range(count):
                    eta += at_work[k] * (plan["effect"][k] + plan["modification"][k] * (need - 2))
                for (i, j), effect in plan["synergy"].items():
                    eta += at_work[i] * at_work[j] * effect
                v[coalition] += cell * share * chance[served] * mean(eta)
                if chance[at_work] == 0:
                    unsupported[coalition] += cell * share * chance[served]
    shapley = [0.0] * count
    orders = list(itertools.permutations(range(count)))
    for order in orders:
        coalition = [0] * count
        for k in order:
            earlier = v[tuple(coalition)]
            coalition[k] = 1
            shapley[k] += (v[tuple(coalition)] - earlier) / len(orders)
    # In the order of bit masks: agency 0 is the lowest bit.
    masks = [tuple(mask >> k & 1 for k in range(count)) for mask in range(2**count)]
    return [v[m] for m in masks], shapley, [unsupported[m] for m in masks], area_effects


def main():
    check_generators()
    for scenario, family in [
        ("randomised", "binomial"), ("targeted", "binomial"), ("referral", "binomial"),
        ("targeted", "gaussian"), ("referral", "poisson"),
    ]:  # fmt: skip
        v, shapley, unsupported, areas = truth(standard_plan(scenario, family))
        print(scenario, family)
        for name, numbers in (("values", v), ("shapley", shapley), ("unsupported", unsupported)):
            print(f"  {name}: {numbers}")
    print("first area effects:", areas[:3])


if __name__ == "__main__":
    main()
