"""g-computation attribution with influence-function errors, clustered: polars, statsmodels' IRLS and NumPy.

The same job as `topslice attribute` with a logistic model and pairwise interactions, written as an analyst would.
Argument: a simulated cohort.
"""

import itertools
import json
import math
import sys

import numpy as np
import polars as pl
import statsmodels.api as sm

data = pl.read_csv(sys.argv[1])
agencies = [name for name in data.columns if name.startswith("got_")]
count = len(agencies)
dummies = data.select("need", "prior", "age_band").to_dummies(drop_first=True).to_numpy()
fixed = np.column_stack([np.ones(len(data)), dummies, data["outcome_before"].to_numpy()])
served = data.select(agencies).to_numpy().astype(float)
y = data["outcome"].to_numpy().astype(float)
_, area = np.unique(data["area"].to_numpy(), return_inverse=True)


def design(exposure):
    pairs = [exposure[:, i] * exposure[:, j] for i, j in itertools.combinations(range(count), 2)]
    return np.column_stack([fixed, exposure, *pairs])


x = design(served)
n = len(y)
beta = sm.GLM(y, x, family=sm.families.Binomial()).fit().params
fitted = 1 / (1 + np.exp(-x @ beta))
information = (x * (fitted * (1 - fitted))[:, None]).T @ x
corrections = (x * (y - fitted)[:, None]) @ np.linalg.inv(information)
coefficients = np.zeros((count, 2**count))
groups = area.max() + 1
sums = np.zeros((groups, 2**count))
v = np.zeros(2**count)
for mask in range(2**count):
    at_work = np.array([mask >> k & 1 for k in range(count)])
    switched = design(served * at_work)
    mean = 1 / (1 + np.exp(-switched @ beta))
    v[mask] = mean.mean()
    gradient = (mean * (1 - mean)) @ switched / n
    sums[:, mask] = np.bincount(area, (mean - v[mask]) + n * (corrections @ gradient), groups)
    size = int(at_work.sum())
    for k in range(count):
        if at_work[k]:
            weight = math.factorial(size - 1) * math.factorial(count - size) / math.factorial(count)
        else:
            weight = -math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
        coefficients[k, mask] = weight
shapley = coefficients @ v
errors = np.sqrt(((sums @ coefficients.T) ** 2).sum(axis=0) * groups / (groups - 1)) / n
rows = [
    {"agency": agency, "shapley": value, "standard_error": error}
    for agency, value, error in zip(agencies, shapley.tolist(), errors.tolist())
]
json.dump({"attribution": rows}, sys.stdout)
