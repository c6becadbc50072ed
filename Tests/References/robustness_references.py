"""How strong a hidden confounder must be to cancel each contribution, from the standard errors of the model by statsmodels.

    venv/bin/python robustness_references.py ../AttributionTests/Fixtures/cohort.csv > ../AttributionTests/Fixtures/robustness.json

Of one agency and least squares the partial f of Cinelli and Hazlett (2020) is t / sqrt(df) of its coefficient in the usual (weighted)
regression, whatever errors the interval is made of; RV = (sqrt(f^4 + 4 f^2) - f^2) / 2. Of several agencies, and of a logit or counts,
t is the contribution over its standard error by the delta method from the covariance of the coefficients that the model itself has
(Pearson's dispersion for counts): contributions are differentiated by central differences.
"""

import csv
import itertools
import json
import math
import sys

import numpy as np
import statsmodels.api as sm

ALL = ["got_housing", "got_health", "got_probation", "got_jobs"]
CASES = [
    {"family": "gaussian", "outcome": "amount", "agencies": ALL[:1], "weights": weights, "cluster": cluster}
    for weights in (None, "weight")
    for cluster in (None, "area")
] + [
    {"family": family, "outcome": outcome, "agencies": ALL, "weights": None, "cluster": cluster}
    for family, outcome in (("binomial", "outcome"), ("poisson", "events"), ("gaussian", "amount"))
    for cluster in (None, "area")
]


def strength(f):
    return (math.sqrt(f**4 + 4 * f**2) - f**2) / 2


def case_of(rows, case):
    number = lambda name: np.array([float(row[name]) for row in rows])  # noqa: E731
    agencies, count = case["agencies"], len(case["agencies"])
    y, served = number(case["outcome"]), np.column_stack([number(name) for name in agencies])
    w = number(case["weights"]) if case["weights"] else np.ones(len(y))
    ages = sorted({row["age_band"] for row in rows})[1:]
    covariates = [number("need"), number("prior")]
    covariates += [np.array([float(row["age_band"] == level) for row in rows]) for level in ages]

    def design(there):
        pairs = [there[:, i] * there[:, j] for i, j in itertools.combinations(range(count), 2)]
        return np.column_stack([np.ones(len(y)), there, *covariates, *pairs])

    x = design(served)
    if case["family"] == "gaussian":
        fit = sm.WLS(y, x, weights=w).fit()
        covariance, mean = fit.cov_params(), lambda eta: eta
    else:
        family = {"binomial": sm.families.Binomial(), "poisson": sm.families.Poisson()}[case["family"]]
        fit = sm.GLM(y, x, family=family).fit(scale=None if case["family"] == "binomial" else "X2", tol=1e-13)
        covariance, mean = fit.cov_params(), family.link.inverse
    switched = [design(served * [float(mask >> k & 1) for k in range(count)]) for mask in range(2**count)]

    def numbers(beta):
        v = [np.average(mean(there @ beta), weights=w) for there in switched]
        parts = []
        for k in range(count):
            part = 0.0
            for order in itertools.permutations(range(count)):
                before = sum(1 << other for other in order[: order.index(k)])
                part += v[before | 1 << k] - v[before]
            parts.append(part / math.factorial(count))
        return np.array([*parts, v[-1] - v[0]])

    beta, here = np.asarray(fit.params), numbers(np.asarray(fit.params))
    gradient = np.zeros((count + 1, len(beta)))
    for column in range(len(beta)):
        step = np.zeros(len(beta))
        step[column] = 1e-5 * max(1, abs(beta[column]))
        gradient[:, column] = (numbers(beta + step) - numbers(beta - step)) / (2 * step[column])
    errors = np.sqrt(np.einsum("ij,jk,ik->i", gradient, covariance, gradient))
    free = len(y) - len(beta)
    if count == 1:
        t = fit.tvalues[1]
        assert abs(here[0] / errors[0] / t - 1) < 1e-6
    return {
        **case,
        "robustness": [strength(abs(part / error) / math.sqrt(free)) for part, error in zip(here, errors)],
    }


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    json.dump({"cases": [case_of(rows, case) for case in CASES]}, sys.stdout, indent=1)


main(sys.argv[1])
