"""g-computation with splines and normal priors (the default model of `topslice attribute`), straight from the definitions.

    venv/bin/python penalised_references.py ../AttributionTests/Fixtures/cohort.csv > penalised.json

NumPy only. Beside the definitions of attribution_references.py, for priors with precision l_j on coefficient j:

    b maximises  log-likelihood - sum_j l_j b_j^2 / 2,   l_j = (mean weight) (unit_j / scale_j)^2
    H = sum_i w_i m'(x_i'b) x_i x_i' + diag(l);   p = trace((H - diag(l)) H^-1) effective parameters
    scores: w_i (y_i - m_i) x_i - w_i l b / W;  of independent people the first part over sqrt(1 - h_i),
            h_i = w_i m'_i x_i' H^-1 x_i (HC2)

Scales: 2.5 for covariates (a standard deviation of a number, a level), 0.3 for agency x covariate (the straight part of a number, or a
level), 0.5 for interactions of every order, none for agencies and intercept. Of a gaussian outcome they count in residual standard
deviations, which makes the penalty the same; of counts the precision is times Pearson's dispersion of a first fit, whose own
precision is times the mean outcome. Numbers with more than 8 values are restricted cubic splines with knots at the quantiles 5, 27.5,
50, 72.5 and 95% (Harrell 2015).
"""

import csv
import itertools
import json
import math
import sys

import numpy as np

AGENCIES = ["got_housing", "got_health", "got_probation", "got_jobs"]
K = len(AGENCIES)
OUTCOMES = {
    "binomial": ("outcome", "outcome_before"),
    "gaussian": ("amount", "amount_before"),
    "poisson": ("events", "events_before"),
}
CATEGORICAL = ["prior", "age_band"]
CASES = [
    {"family": family, "cluster": cluster, "weights": weights}
    for family in OUTCOMES
    for weights in (None, "weight")
    for cluster in (None, "area")
]
COALITIONS = [tuple(k for k in range(K) if mask >> k & 1) for mask in range(2**K)]
POSITION = {members: index for index, members in enumerate(COALITIONS)}


def mean_and_slope(family, eta):
    if family == "gaussian":
        return eta, np.ones_like(eta)
    if family == "binomial":
        mean = 1 / (1 + np.exp(-eta))
        return mean, mean * (1 - mean)
    mean = np.exp(eta)
    return mean, mean


def curve(x):
    """The curved parts of a restricted cubic spline."""
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


def design(exposure, covariates):
    """Columns, precisions (before weights and dispersion), and the places of curved parts."""
    columns, precisions, curved = [np.ones(len(exposure))], [0.0], {}
    for k in range(K):
        columns.append(exposure[:, k])
        precisions.append(0.0)
    modifiers = []
    for name, kind, values in covariates:
        parts = values if kind == "levels" else [values]
        for part in parts:
            unit = 1.0 if kind == "levels" else np.std(part, ddof=1)
            columns.append(part)
            precisions.append((unit / 2.5) ** 2)
            modifiers.append((part, unit))
        if kind == "spline":
            bent = curve(values)
            curved[name] = list(range(len(columns), len(columns) + bent.shape[1]))
            for part in bent.T:
                columns.append(part)
                precisions.append((np.std(part, ddof=1) / 2.5) ** 2)
    for part, unit in modifiers:
        for k in range(K):
            columns.append(exposure[:, k] * part)
            precisions.append((unit / 0.3) ** 2)
    for size in range(2, K + 1):
        for members in itertools.combinations(range(K), size):
            columns.append(np.prod(exposure[:, members], axis=1))
            precisions.append(1 / 0.5**2)
    return np.column_stack(columns), np.array(precisions), curved


def fit(x, y, w, family, precision):
    beta = np.zeros(x.shape[1])
    beta[0] = {"gaussian": y.mean(), "binomial": 0.0, "poisson": math.log(y.mean())}[family]
    for _ in range(200):
        mean, slope = mean_and_slope(family, x @ beta)
        hessian = (x * (w * slope)[:, None]).T @ x + np.diag(precision)
        step = np.linalg.solve(hessian, x.T @ (w * (y - mean)) - precision * beta)
        beta = beta + step
        if np.max(np.abs(x @ step)) < 1e-13:
            break
    mean, slope = mean_and_slope(family, x @ beta)
    hessian = (x * (w * slope)[:, None]).T @ x + np.diag(precision)
    return beta, mean, slope, np.linalg.inv(hessian)


def shapley_weights():
    result = np.zeros((K, 2**K))
    for k in range(K):
        for members in COALITIONS:
            if k not in members:
                size = len(members)
                share = math.factorial(size) * math.factorial(K - size - 1) / math.factorial(K)
                result[k, POSITION[tuple(sorted((*members, k)))]] += share
                result[k, POSITION[members]] -= share
    return result


def attribution(rows, case):
    family = case["family"]
    outcome, before = OUTCOMES[family]
    number = lambda name: np.array([float(row[name]) for row in rows])  # noqa: E731
    y, n = number(outcome), len(rows)
    exposure = np.column_stack([number(name) for name in AGENCIES])
    w = number(case["weights"]) if case["weights"] else np.ones(n)
    covariates = [("need", "line", number("need"))]
    for name in CATEGORICAL:
        levels = sorted({row[name] for row in rows})[1:]
        covariates.append((name, "levels", [np.array([float(row[name] == level) for row in rows]) for level in levels]))
    covariates.append(("score", "spline", number("score")))
    earlier = number(before)
    covariates.append((before, "spline" if len(set(earlier)) > 8 else "line", earlier))
    x, precision, curved = design(exposure, covariates)
    precision = precision * w.mean()
    if family == "poisson":
        _, mean, slope, _ = fit(x, y, w, family, precision * y.mean())
        precision = precision * (w @ ((y - mean) ** 2 / slope)) / w.sum()
    beta, mean, slope, inverse = fit(x, y, w, family, precision)
    effective = x.shape[1] - precision @ np.diag(inverse)
    residual = y - mean
    if not case["cluster"]:
        leverage = w * slope * np.einsum("ij,jk,ik->i", x, inverse, x)
        residual = residual / np.sqrt(1 - leverage)
    scores = x * (w * residual)[:, None] - np.outer(w, precision * beta) / w.sum()
    v, psi = np.zeros(2**K), np.zeros((n, 2**K))
    for index, members in enumerate(COALITIONS):
        kept = exposure * np.array([float(k in members) for k in range(K)])
        switched, _, _ = design(kept, covariates)
        there, tangent = mean_and_slope(family, switched @ beta)
        v[index] = w @ there / w.sum()
        gradient = (w * tangent) @ switched / w.sum()
        psi[:, index] = n * (w / w.sum() * (there - v[index]) + scores @ inverse @ gradient)
    if case["cluster"]:
        labels = [row[case["cluster"]] for row in rows]
        groups = sorted(set(labels))
        membership = np.array([[float(label == group) for label in labels] for group in groups])
        scale = len(groups) / (len(groups) - 1)
        sums, raw = membership @ psi, membership @ (x * (w * residual)[:, None])
        below = len(groups)
    else:
        sums, raw, scale, below = psi, x * (w * residual)[:, None], 1.0, None
    covariance = scale * sums.T @ sums / n**2
    sandwich = scale * inverse @ (raw.T @ raw) @ inverse
    weights = shapley_weights()
    curvature = {}
    for name, places in curved.items():
        b, q = beta[places], len(places)
        wald = b @ np.linalg.solve(sandwich[np.ix_(places, places)], b)
        curvature[name] = wald / q if below is None else wald / q * (below - q) / (below - 1)
    return {
        **case,
        "outcome": outcome,
        "before": before,
        "agencies": AGENCIES,
        "covariates": ["need", *CATEGORICAL, "score", before],
        "categorical": CATEGORICAL,
        "effective_parameters": effective,
        "coefficients": x.shape[1],
        "v": [
            {"value": v[i], "standard_error": math.sqrt(covariance[i, i])} for i in range(2**K)
        ],
        "shapley": [
            {"value": row @ v, "standard_error": math.sqrt(row @ covariance @ row)} for row in weights
        ],
        "curvature": [{"covariate": name, "statistic": value} for name, value in curvature.items()],
    }


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    json.dump({"cases": [attribution(rows, case) for case in CASES]}, sys.stdout, indent=1)


main(sys.argv[1])
