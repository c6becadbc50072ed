"""The default model (splines, priors) of costs in two parts, amounts, parts of one and counts with an exposure, from the definitions.

    venv/bin/python penalised_outcome_references.py ../AttributionTests/Fixtures/costs.csv \\
        > ../AttributionTests/Fixtures/penalised_outcomes.json

NumPy only; the definitions are those of penalised_references.py, and for what these outcomes have beside:

    gamma      score (y - m) / m x, information y / m x x' (observed)
    two-part   each part has its own penalised fit, effective parameters and leverages, of its own rows; v(S) is the mean product
    precision  of every part but the logit is times Pearson's dispersion of a first fit with the precision itself (times the mean
               outcome for counts): sum w r^2 / V over sum w, of the rows of the part
    exposure   log(exposure) is added to every linear predictor, in v(S) too
"""

import csv
import itertools
import json
import math
import sys

import numpy as np

AGENCIES = ["got_a", "got_b", "got_c"]
K = len(AGENCIES)
CASES = [
    {"family": family, "outcome": outcome, "exposure": exposure, "weights": weights, "cluster": cluster}
    for family, outcome, exposure in (
        ("two-part", "cost", None),
        ("gamma", "amount", None),
        ("fractional", "part", None),
        ("poisson", "events", "days"),
    )
    for weights in (None, "weight")
    for cluster in (None, "area")
]


def pieces(family, y, eta):
    """Mean, its slope, score, information, and the variance of the score but for a factor."""
    if family in ("binomial", "fractional"):
        mean = 1 / (1 + np.exp(-eta))
        return mean, mean * (1 - mean), y - mean, mean * (1 - mean), mean * (1 - mean)
    mean = np.exp(eta)
    if family == "gamma":
        return mean, mean, (y - mean) / mean, y / mean, np.ones_like(mean)
    return mean, mean, y - mean, mean, mean


def curve(x):
    """The curved parts of a restricted cubic spline, knots at the quantiles 5, 27.5, 50, 72.5 and 95% (Harrell 2015)."""
    t = np.quantile(x, [0.05, 0.275, 0.5, 0.725, 0.95])
    cube = lambda z: np.maximum(z, 0) ** 3  # noqa: E731
    last, wide = t[-1], t[-1] - t[-2]
    return [
        (cube(x - s) - cube(x - t[-2]) * (last - s) / wide + cube(x - last) * (t[-2] - s) / wide) / (last - t[0]) ** 2
        for s in t[:3]
    ]


def design(served, need, age):
    columns, scales = [np.ones(len(need)), *served.T], [math.inf] * (K + 1)
    spread = lambda z: np.std(z, ddof=1)  # noqa: E731
    for z in (need, age, *curve(age)):
        columns.append(z)
        scales.append(2.5 / spread(z))
    for z in (need, age):
        columns += [served[:, k] * z for k in range(K)]
        scales += [0.3 / spread(z)] * K
    for size in range(2, K + 1):
        for members in itertools.combinations(range(K), size):
            columns.append(np.prod(served[:, members], axis=1))
            scales.append(0.5)
    return np.column_stack(columns), np.array(scales) ** -2.0


def fit(family, x, y, w, offset, rows, precision):
    """Newton's method with halved steps on the rows of one part."""
    beta = np.zeros(x.shape[1])
    mean = np.average(y[rows], weights=w[rows])
    beta[0] = math.log(mean / (1 - mean)) if family in ("binomial", "fractional") else math.log(mean) - offset.mean()
    w = w * rows

    def slope_and_information(beta):
        _, _, score, information, _ = pieces(family, y, x @ beta + offset)
        hessian = (x * (w * information)[:, None]).T @ x + np.diag(precision)
        return x.T @ (w * score) - precision * beta, hessian

    for _ in range(500):
        gradient, hessian = slope_and_information(beta)
        step = np.linalg.solve(hessian, gradient)
        while gradient @ step > 0 and np.abs(x @ step).max() > 2:
            step = step / 2
        beta = beta + step
        if np.abs(x @ step).max() < 1e-13:
            break
    return beta, slope_and_information(beta)[1]


def shapley_values(v):
    result = np.zeros(K)
    for order in itertools.permutations(range(K)):
        there = 0
        for k in order:
            result[k] += v[there | 1 << k] - v[there]
            there |= 1 << k
    return result / math.factorial(K)


def attribution(data, case):
    y, n = data[case["outcome"]], len(data["need"])
    served = np.column_stack([data[name] for name in AGENCIES])
    w = data[case["weights"]] if case["weights"] else np.ones(n)
    offset = np.log(data[case["exposure"]]) if case["exposure"] else np.zeros(n)
    x, precision = design(served, data["need"], data["age"])
    precision, everybody = precision * w.mean(), np.ones(n, bool)
    parts = [(case["family"], y, everybody)]
    if case["family"] == "two-part":
        parts = [("binomial", (y > 0).astype(float), everybody), ("gamma", y, y > 0)]
    fits, effective = [], 0.0
    for family, values, rows in parts:
        own = precision
        if family != "binomial":
            rough = precision * (values.mean() if family == "poisson" else 1)
            beta, _ = fit(family, x, values, w, offset, rows, rough)
            _, _, score, _, variance = pieces(family, values, x @ beta + offset)
            own = precision * (w[rows] @ (score**2 / variance)[rows]) / w[rows].sum()
        beta, hessian = fit(family, x, values, w, offset, rows, own)
        inverse = np.linalg.inv(hessian)
        effective += x.shape[1] - own @ np.diag(inverse)
        _, _, score, information, _ = pieces(family, values, x @ beta + offset)
        score, information = np.where(rows, score, 0), np.where(rows, information, 0)
        if not case["cluster"]:
            score = score / np.sqrt(1 - w * information * np.einsum("ij,jk,ik->i", x, inverse, x))
        fits.append((beta, (x * (w * score)[:, None] - np.outer(w, own * beta) / w.sum()) @ inverse))
    v, psi = np.zeros(2**K), np.zeros((n, 2**K))
    for mask in range(2**K):
        there, _ = design(served * [float(mask >> k & 1) for k in range(K)], data["need"], data["age"])
        looks = [pieces(part[0], y, there @ one[0] + offset)[:2] for part, one in zip(parts, fits)]
        mean = np.prod([look[0] for look in looks], axis=0)
        v[mask] = w @ mean / w.sum()
        psi[:, mask] = w * (mean - v[mask]) / w.sum()
        for place, (one, look) in enumerate(zip(fits, looks)):
            other = np.prod([each[0] for spot, each in enumerate(looks) if spot != place], axis=0)
            psi[:, mask] += one[1] @ ((w * look[1] * other) @ there / w.sum())
    scale = 1.0
    if case["cluster"]:
        groups = sorted(set(data[case["cluster"]]))
        psi = np.array([psi[data[case["cluster"]] == group].sum(axis=0) for group in groups])
        scale = len(groups) / (len(groups) - 1)
    parts_of = np.array([shapley_values(row) for row in psi])
    return {
        **case,
        "effective_parameters": effective,
        "v": [
            {"value": value, "standard_error": math.sqrt(scale * square)}
            for value, square in zip(v, (psi**2).sum(axis=0))
        ],
        "shapley": [
            {"value": value, "standard_error": math.sqrt(scale * square)}
            for value, square in zip(shapley_values(v), (parts_of**2).sum(axis=0))
        ],
    }


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    data = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    data = {name: values if name == "area" else values.astype(float) for name, values in data.items()}
    json.dump({"cases": [attribution(data, case) for case in CASES]}, sys.stdout, indent=1)


main(sys.argv[1])
