"""Overlap and balance straight from the definitions: chances of service, weights, effective numbers, differences before and after weighting.

    venv/bin/python overlap_references.py ../AttributionTests/Fixtures/cohort.csv > overlap.json

NumPy only. Chances of service by agency k: a logistic regression on the covariates and the other agencies (of a coalition: those before k),
with normal priors of scale 2.5 (a standard deviation of a number, a level, an agency), Newton's method on the penalised likelihood.
People not served count p / (1 - p) times; effective number (sum w)^2 / sum w^2 (Kish 1965). Differences of means in
sqrt((s1^2 + s0^2) / 2) of the groups as they are; weighted variances sum w / ((sum w)^2 - sum w^2) sum w (x - mean)^2 (Austin and Stuart
2015). Of a coalition S: people served by nobody else count 1 / P(nobody else | those of S who did, covariates) times.
"""

import csv
import itertools
import json
import sys

import numpy as np

AGENCIES = ["got_housing", "got_health", "got_probation", "got_jobs"]
K = len(AGENCIES)
SCALE = 2.5


def curve(x):
    t = np.quantile(x, [0.05, 0.275, 0.5, 0.725, 0.95])
    cube = lambda z: np.maximum(z, 0) ** 3  # noqa: E731
    return np.column_stack(
        [
            (
                cube(x - t[j])
                - cube(x - t[-2]) * (t[-1] - t[j]) / (t[-1] - t[-2])
                + cube(x - t[-1]) * (t[-2] - t[j]) / (t[-1] - t[-2])
            )
            / (t[-1] - t[0]) ** 2
            for j in range(len(t) - 2)
        ]
    )


def logistic(x, y, precision):
    beta = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(precision)
        step = np.linalg.solve(hessian, x.T @ (y - p) - precision * beta)
        beta += step
        if np.max(np.abs(x @ step)) < 1e-13:
            break
    return beta


def weighted(values, w):
    mean = w @ values / w.sum()
    return mean, w.sum() / (w.sum() ** 2 - w @ w) * (w @ (values - mean) ** 2)


def difference(values, served, odds, has_ratio):
    (m1, v1), (m0, v0) = (weighted(values[g], np.ones(g.sum())) for g in (served, ~served))
    mw, vw = weighted(values[~served], odds)
    unit = np.sqrt((v1 + v0) / 2)
    return {
        "before": (m1 - m0) / unit,
        "after": (m1 - mw) / unit,
        "ratio_before": v1 / v0 if has_ratio else None,
        "ratio_after": v1 / vw if has_ratio else None,
    }


def main(path):
    rows = list(csv.DictReader(open(path)))
    n = len(rows)
    number = lambda name: np.array([float(row[name]) for row in rows])  # noqa: E731
    exposure = np.column_stack([number(name) for name in AGENCIES])
    columns, units, balance = [], [], []
    for name in ["need", "prior", "age_band", "score"]:
        if name in ("prior", "age_band"):
            levels = sorted({row[name] for row in rows})
            flags = [np.array([float(row[name] == level) for row in rows]) for level in levels]
            balance += [(name, level, flag) for level, flag in zip(levels, flags)]
            columns += flags[1:]
            units += [1.0] * len(flags[1:])
            continue
        values = number(name)
        balance.append((name, None, values))
        for part in [values] + (list(curve(values).T) if name == "score" else []):
            columns.append(part)
            units.append(np.std(part, ddof=1))
    covariates, precision = np.column_stack(columns), (np.array(units) / SCALE) ** 2

    def index(agency, given):
        x = np.column_stack([np.ones(n), exposure[:, given], covariates])
        l = np.concatenate([[0.0], np.full(len(given), 1 / SCALE**2), precision])
        return x, logistic(x, exposure[:, agency], l)

    agencies = []
    for k in range(K):
        others = [j for j in range(K) if j != k]
        x, beta = index(k, others)
        eta = x @ beta
        served = exposure[:, k] == 1
        odds = np.exp(eta[~served])
        part = odds / odds.sum()
        named = balance + [(AGENCIES[j], None, exposure[:, j]) for j in others]
        agencies.append(
            {
                "effective": 1 / (part @ part),
                "largest_part": part.max(),
                "columns": [
                    {"covariate": name, "level": level, **difference(values, served, odds, level is None)}
                    for name, level, values in named
                ],
                "joint": difference(eta, served, odds, True),
            }
        )

    chances = np.ones((n, 2**K))
    for k in range(K):
        x, beta = index(k, list(range(k)))
        for mask in range(2 ** (k + 1)):
            own = np.array([float(mask >> j & 1) for j in range(k)])
            x[:, 1 : k + 1] = own
            p = 1 / (1 + np.exp(-x @ beta))
            for rest in range(2 ** (K - k - 1)):
                chances[:, mask | rest << (k + 1)] *= p if mask >> k & 1 else 1 - p
    pattern = (exposure @ 2 ** np.arange(K)).astype(int)
    coalitions = []
    for coalition in range(2**K):
        outside = [k for k in range(K) if not coalition >> k & 1]
        shown = np.flatnonzero((pattern & ~coalition) == 0)
        w = []
        for person in shown:
            either = sum(
                chances[person, pattern[person] | sum(1 << k for k in subset)]
                for size in range(len(outside) + 1)
                for subset in itertools.combinations(outside, size)
            )
            w.append(either / chances[person, pattern[person]])
        w = np.array(w)
        coalitions.append(
            {"people": len(shown), "effective": w.sum() ** 2 / (w @ w), "largest": w.max()}
        )
    json.dump({"agencies": agencies, "coalitions": coalitions}, sys.stdout, indent=1)
    print()


main(sys.argv[1])
