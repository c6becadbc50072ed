"""Costs, parts of one and counts with an exposure: coefficients, sandwich errors and the game of each, by statsmodels and NumPy.

    venv/bin/python outcome_model_references.py ../AttributionTests/Fixtures/costs.csv > ../AttributionTests/Fixtures/outcome_models.json

Makes the cohort (seeded), then fits each model with statsmodels, and from its coefficients works out v(S), Shapley values and
influence-function errors straight from the definitions: every coalition of every person by brute force, the parts of a two-part model
stacked.

    two-part   E[y | x] = P(y > 0 | x) E[y | y > 0, x]: logit times Gamma with log link, on their own rows
    gamma      score (y - m) / m x, observed information y / m x x'
    fractional Bernoulli quasi-likelihood of a part of one (Papke and Wooldridge 1996)
    poisson    with the logarithm of an exposure as offset; v(S) with everybody's own exposure
"""

import csv
import itertools
import json
import math
import sys

import numpy as np
import statsmodels
import statsmodels.api as sm

AGENCIES = ["got_a", "got_b", "got_c"]
K = len(AGENCIES)
COALITIONS = [tuple(k for k in range(K) if mask >> k & 1) for mask in range(2**K)]


def make(path):
    random = np.random.default_rng(20260401)
    n, places = 500, 25
    area = random.integers(0, places, n)
    spread = random.normal(0, 0.2, places)[area]
    need = random.integers(0, 4, n)
    age = np.round(random.uniform(18, 70, n), 1)
    served = np.column_stack(
        [random.random(n) < 1 / (1 + np.exp(-(base + 0.3 * (need - 1.5)))) for base in (-0.4, -0.7, -1.0)]
    ).astype(int)
    effect = served @ np.array([-0.35, -0.2, 0.1]) + 0.15 * served[:, 0] * served[:, 1]
    eta = 0.3 * (need - 1.5) + 0.01 * (age - 40) + spread + effect
    has = random.random(n) < 1 / (1 + np.exp(-(0.2 + eta)))
    amount = np.maximum(1, np.round(np.exp(8 + eta) * random.gamma(1.5, 1 / 1.5, n)))
    part = np.clip(np.round(1 / (1 + np.exp(-(eta + random.normal(0, 0.8, n)))), 3), 0, 1)
    part[random.random(n) < 0.05] = 0.0
    part[random.random(n) < 0.05] = 1.0
    days = random.integers(30, 366, n)
    events = random.poisson(days / 365 * np.exp(0.6 + eta))
    weight = np.round(random.uniform(0.5, 2, n), 2)
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["need", "age", "area", "weight", *AGENCIES, "cost", "amount", "part", "days", "events"])
        for i in range(n):
            writer.writerow(
                [need[i], age[i], f"A{area[i]:02d}", weight[i], *served[i], amount[i] if has[i] else 0]
                + [amount[i], part[i], days[i], events[i]]
            )


def design(served, need, age):
    columns = [np.ones(len(need)), *served.T, need, age]
    for i, j in itertools.combinations(range(K), 2):
        columns.append(served[:, i] * served[:, j])
    return np.column_stack(columns)


def part_fit(family, x, y, w, offset, rows):
    """Coefficients, the scores of every row about the solution, the observed information."""
    kinds = {
        "binomial": sm.families.Binomial(),
        "fractional": sm.families.Binomial(),
        "gamma": sm.families.Gamma(sm.families.links.Log()),
        "poisson": sm.families.Poisson(),
        "gaussian": sm.families.Gaussian(),
    }
    model = sm.GLM(y[rows], x[rows], family=kinds[family], freq_weights=w[rows], offset=offset[rows])
    beta = model.fit(tol=1e-14, maxiter=200).params
    # Statsmodels stops a little early: Newton's last steps by its own score and information.
    eta = x @ beta + offset
    for _ in range(5):
        eta = x @ beta + offset
        score, information, _, _ = pieces(family, y, eta)
        hessian = (x * (w * information * rows)[:, None]).T @ x
        beta = beta + np.linalg.solve(hessian, x.T @ (w * score * rows))
    eta = x @ beta + offset
    score, information, mean, slope = pieces(family, y, eta)
    hessian = (x * (w * information * rows)[:, None]).T @ x
    return beta, x * (w * score * rows)[:, None], np.linalg.inv(hessian)


def pieces(family, y, eta):
    if family in ("binomial", "fractional"):
        mean = 1 / (1 + np.exp(-eta))
        return y - mean, mean * (1 - mean), mean, mean * (1 - mean)
    if family == "gaussian":
        return y - eta, np.ones_like(eta), eta, np.ones_like(eta)
    mean = np.exp(eta)
    if family == "gamma":
        return (y - mean) / mean, y / mean, mean, mean
    return y - mean, mean, mean, mean


def shapley_weights():
    result = np.zeros((K, 2**K))
    for k in range(K):
        for index, members in enumerate(COALITIONS):
            if k not in members:
                share = math.factorial(len(members)) * math.factorial(K - len(members) - 1) / math.factorial(K)
                result[k, COALITIONS.index(tuple(sorted((*members, k))))] += share
                result[k, index] -= share
    return result


def influences(data, family, outcome, weights, exposure):
    y = data[outcome]
    n = len(y)
    served = np.column_stack([data[name] for name in AGENCIES])
    w = data[weights] if weights else np.ones(n)
    offset = np.log(data[exposure]) if exposure else np.zeros(n)
    x = design(served, data["need"], data["age"])
    everybody = np.ones(n, bool)
    if family == "two-part":
        parts = [("binomial", (y > 0).astype(float), everybody), ("gamma", y, y > 0)]
    else:
        parts = [(family, y, everybody)]
    fits = [part_fit(kind, x, values, w, offset, rows) for kind, values, rows in parts]
    v, psi = np.zeros(2**K), np.zeros((n, 2**K))
    for index, members in enumerate(COALITIONS):
        kept = served * np.array([float(k in members) for k in range(K)])
        switched = design(kept, data["need"], data["age"])
        looks = [pieces(kind, values, switched @ fit[0] + offset) for (kind, values, _), fit in zip(parts, fits)]
        mean = np.prod([look[2] for look in looks], axis=0)
        v[index] = w @ mean / w.sum()
        psi[:, index] = w * (mean - v[index]) / w.sum()
        for place, (fit, look) in enumerate(zip(fits, looks)):
            others = np.prod([other[2] for spot, other in enumerate(looks) if spot != place], axis=0)
            gradient = (w * look[3] * others) @ switched / w.sum()
            psi[:, index] += fit[1] @ fit[2] @ gradient
    return fits, v, psi


def spread(psi, cluster, data):
    if not cluster:
        return psi.T @ psi
    groups = sorted(set(data[cluster]))
    sums = np.array([psi[[label == group for label in data[cluster]]].sum(axis=0) for group in groups])
    return len(groups) / (len(groups) - 1) * sums.T @ sums


CASES = [
    {"family": family, "outcome": outcome, "exposure": exposure, "cluster": cluster, "weights": weights}
    for family, outcome, exposure in [
        ("two-part", "cost", None),
        ("gamma", "amount", None),
        ("fractional", "part", None),
        ("poisson", "events", "days"),
    ]
    for weights in (None, "weight")
    for cluster in (None, "area")
]


def main(path):
    make(path)
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    data = {
        name: [row[name] for row in rows] if name == "area" else np.array([float(row[name]) for row in rows])
        for name in rows[0]
    }
    shares, answers = shapley_weights(), []
    for case in CASES:
        fits, v, psi = influences(data, case["family"], case["outcome"], case["weights"], case["exposure"])
        covariance = spread(psi, case["cluster"], data)
        answers.append(
            {
                **case,
                "coefficients": [list(fit[0]) for fit in fits],
                "sandwich_errors": [
                    list(np.sqrt(np.diag(spread(fit[1] @ fit[2], case["cluster"], data)))) for fit in fits
                ],
                "v": [{"value": v[i], "standard_error": math.sqrt(covariance[i, i])} for i in range(2**K)],
                "shapley": [
                    {"value": row @ v, "standard_error": math.sqrt(row @ covariance @ row)} for row in shares
                ],
            }
        )
    # Statsmodels' own robust errors of a fit without weights, as a check of the formulas above.
    x = design(np.column_stack([data[name] for name in AGENCIES]), data["need"], data["age"])
    for case, kind, offset in [
        ("fractional", sm.families.Binomial(), None),
        ("poisson", sm.families.Poisson(), np.log(data["days"])),
        ("gamma", sm.families.Gamma(sm.families.links.Log()), None),
    ]:
        answer = next(a for a in answers if a["family"] == case and not a["weights"] and not a["cluster"])
        theirs = sm.GLM(data[answer["outcome"]], x, family=kind, offset=offset).fit(
            tol=1e-14, maxiter=200, cov_type="HC0"
        )
        off = np.max(np.abs(theirs.bse / np.array(answer["sandwich_errors"][0]) - 1))
        answer["statsmodels_errors"] = list(theirs.bse)
        print(f"{case}: statsmodels' HC0 errors differ by {off:.1e}", file=sys.stderr)
    versions = {"numpy": np.__version__, "statsmodels": statsmodels.__version__}
    json.dump({"versions": versions, "cases": answers}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1])
