"""g-computation attribution with its influence-function standard errors, straight from the definitions.

    venv/bin/python attribution_references.py ../AttributionTests/Fixtures/cohort.csv > references.json

statsmodels fits the regression; everything after it is NumPy.

Definitions, for n people with weight w_i (1 where there is none), W = sum of w, design row x_i, mean function m:

    v(S)     = sum_i w_i m(x_i(S)'b) / W, x_i(S) being row i with the agencies outside S switched off
    psi_i(S) = n [ w_i/W (m(x_i(S)'b) - v(S)) + g(S)' H^-1 x_i w_i (y_i - m(x_i'b)) ]
               g(S) = sum_i w_i m'(x_i(S)'b) x_i(S) / W,   H = sum_i w_i m'(x_i'b) x_i x_i'
    variance = sum_i psi_i^2 / n^2;  by clusters c: G/(G-1) sum_c (sum of psi in c)^2 / n^2

Shapley, first-in, last-in, interactions and totals are linear in v, and their psi is the same combination; a share
phi/T has psi = (psi_phi - share * psi_T) / T. Intervals are estimate +- 1.959964 standard errors.

Claims: raw difference = (mean of the served - mean of the others) * share served; before to after = sum over the
served of (y - y before) / n; all means weighted where there are weights.
"""

import csv
import itertools
import json
import math
import sys

import numpy as np
import statsmodels.api as sm

AGENCIES = ["got_housing", "got_health", "got_probation", "got_jobs"]
K = len(AGENCIES)
OUTCOMES = {
    "binomial": ("outcome", "outcome_before", sm.families.Binomial()),
    "gaussian": ("amount", "amount_before", sm.families.Gaussian()),
    "poisson": ("events", "events_before", sm.families.Poisson()),
}
CATEGORICAL = ["need", "prior", "age_band"]
NUMERIC = ["score"]

CASES = [
    {"family": family, "interactions": "pairwise", "cluster": cluster, "weights": weights, "agency_by": None}
    for family in OUTCOMES
    for weights in (None, "weight")
    for cluster in (None, "area")
] + [
    {"family": "binomial", "interactions": "none", "cluster": "area", "weights": None, "agency_by": None},
    {"family": "binomial", "interactions": "full", "cluster": "area", "weights": None, "agency_by": None},
    {"family": "binomial", "interactions": "pairwise", "cluster": "area", "weights": None, "agency_by": "need"},
    {"family": "gaussian", "interactions": "full", "cluster": None, "weights": None, "agency_by": "need"},
    {"family": "poisson", "interactions": "none", "cluster": None, "weights": "weight", "agency_by": "need"},
]  # fmt: skip


def coalition_name(members):
    return "+".join(AGENCIES[k] for k in members) or "none"


COALITIONS = [tuple(k for k in range(K) if mask >> k & 1) for mask in range(2**K)]
POSITION = {members: index for index, members in enumerate(COALITIONS)}


def agency_design(exposure, case, need):
    """Main effects, products of agencies, and agency by need as a number; shape (n, ...)."""
    order = {"none": 1, "pairwise": 2, "full": K}[case["interactions"]]
    columns = []
    for size in range(1, order + 1):
        for members in itertools.combinations(range(K), size):
            columns.append(np.prod(exposure[:, members], axis=1))
    if case["agency_by"]:
        columns += [exposure[:, k] * need for k in range(K)]
    return np.column_stack(columns)


def covariate_design(rows, before):
    columns = [np.ones(len(rows))]
    for name in CATEGORICAL:
        for level in sorted({row[name] for row in rows})[1:]:
            columns.append(np.array([float(row[name] == level) for row in rows]))
    for name in [*NUMERIC, before]:
        columns.append(np.array([float(row[name]) for row in rows]))
    return np.column_stack(columns)


def combinations_of_v():
    """Every reported quantity as a row of weights on v: {name: vector of length 2^K}."""
    result = {}
    factorial = math.factorial
    for k in range(K):
        shapley = np.zeros(2**K)
        for members in COALITIONS:
            if k not in members:
                share = factorial(len(members)) * factorial(K - len(members) - 1) / factorial(K)
                shapley[POSITION[tuple(sorted((*members, k)))]] += share
                shapley[POSITION[members]] -= share
        result["shapley", AGENCIES[k]] = shapley
        first, last = np.zeros(2**K), np.zeros(2**K)
        first[POSITION[k,]], first[POSITION[()]] = 1, -1
        last[-1], last[POSITION[tuple(j for j in range(K) if j != k)]] = 1, -1
        result["first_in", AGENCIES[k]] = first
        result["last_in", AGENCIES[k]] = last
    for i, j in itertools.combinations(range(K), 2):
        pair = np.zeros(2**K)
        for members in COALITIONS:
            if i not in members and j not in members:
                share = factorial(len(members)) * factorial(K - len(members) - 2) / factorial(K - 1)
                for extra, sign in (((i, j), 1), ((i,), -1), ((j,), -1), ((), 1)):
                    pair[POSITION[tuple(sorted((*members, *extra)))]] += sign * share
        result["interaction", f"{AGENCIES[i]}+{AGENCIES[j]}"] = pair
    total = np.zeros(2**K)
    total[-1], total[0] = 1, -1
    result["total", "attributable"] = total
    return result


def attribution(rows, case):
    outcome, before, family = OUTCOMES[case["family"]]
    n = len(rows)
    y = np.array([float(row[outcome]) for row in rows])
    y_before = np.array([float(row[before]) for row in rows])
    need = np.array([float(row["need"]) for row in rows])
    exposure = np.array([[float(row[name]) for name in AGENCIES] for row in rows])
    w = np.array([float(row[case["weights"]]) for row in rows]) if case["weights"] else np.ones(n)
    fixed = covariate_design(rows, before)
    x = np.column_stack([fixed, agency_design(exposure, case, need)])
    fit = sm.GLM(y, x, family=family, var_weights=w).fit(tol=1e-14, maxiter=200)
    beta = fit.params

    def mean_and_slope(design):
        mean = family.link.inverse(design @ beta)
        return mean, 1 / family.link.deriv(mean)

    mean, slope = mean_and_slope(x)
    scores = x * (w * (y - mean))[:, None]
    correction = scores @ np.linalg.inv((x * (w * slope)[:, None]).T @ x)
    v, psi = np.zeros(2**K), np.zeros((n, 2**K))
    for index, members in enumerate(COALITIONS):
        kept = exposure * np.array([float(k in members) for k in range(K)])
        switched = np.column_stack([fixed, agency_design(kept, case, need)])
        mean, slope = mean_and_slope(switched)
        v[index] = w @ mean / w.sum()
        gradient = (w * slope) @ switched / w.sum()
        psi[:, index] = n * (w / w.sum() * (mean - v[index]) + correction @ gradient)

    if case["cluster"]:
        labels = [row[case["cluster"]] for row in rows]
        groups = sorted(set(labels))
        membership = np.array([[float(label == group) for label in labels] for group in groups])
        sums, scale = membership @ psi, len(groups) / (len(groups) - 1)
    else:
        groups, sums, scale = None, psi, 1.0
    covariance = scale * sums.T @ sums / n**2

    def error(weights):
        return math.sqrt(max(0.0, weights @ covariance @ weights))

    linear = combinations_of_v()
    total = linear["total", "attributable"]
    report = {key: {} for key in ("shapley", "first_in", "last_in", "interaction", "total")}
    for (kind, name), weights in linear.items():
        report[kind][name] = {"value": weights @ v, "standard_error": error(weights)}
    report["share"] = {}
    for name in AGENCIES:
        share = (linear["shapley", name] @ v) / (total @ v)
        delta = (linear["shapley", name] - share * total) / (total @ v)
        report["share"][name] = {"value": share, "standard_error": error(delta)}
    shapley = np.array([linear["shapley", name] for name in AGENCIES])
    served = exposure.astype(bool)
    return {
        **case,
        "outcome": outcome,
        "before": before,
        "agencies": AGENCIES,
        "covariates": [*CATEGORICAL, *NUMERIC, before],
        "categorical": CATEGORICAL,
        "people": n,
        "clusters": len(groups) if groups else None,
        "v": {
            coalition_name(members): {"value": v[i], "standard_error": math.sqrt(covariance[i, i])}
            for i, members in enumerate(COALITIONS)
        },
        **report,
        "covariance": (shapley @ covariance @ shapley.T).tolist(),
        "claimed_raw_difference": {
            name: (
                np.average(y[served[:, k]], weights=w[served[:, k]])
                - np.average(y[~served[:, k]], weights=w[~served[:, k]])
            )
            * (w[served[:, k]].sum() / w.sum())
            for k, name in enumerate(AGENCIES)
        },
        "claimed_before_after": {
            name: (w * (y - y_before))[served[:, k]].sum() / w.sum() for k, name in enumerate(AGENCIES)
        },
    }


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    cases = [attribution(rows, case) for case in CASES]
    json.dump({"file": "cohort.csv", "cases": cases}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1])
