"""Several outcomes of the same people: how the contributions of agencies to all of them vary together, by statsmodels and NumPy.

    venv/bin/python joint_outcome_references.py ../AttributionTests/Fixtures/costs.csv > ../AttributionTests/Fixtures/joint_outcomes.json

Reads the cohort that outcome_model_references.py made. Each outcome's model is fitted there, and every person's influence on every v(S) is
worked out from the definitions; here the influences on all Shapley values of all outcomes stand side by side, and their products are added up
over people or over clusters (the stacked estimating equations of Weesie 1999), with G / (G - 1) for clusters.

Then money: costs and amounts in pence that fall to two beneficiaries, and the intervals of every cell, row, column and the whole as
linear combinations, by the normal distribution.
"""

import csv
import json
import sys

import numpy as np

from outcome_model_references import influences, shapley_weights, spread

OUTCOMES = [
    ("cost", "two-part", None),
    ("amount", "gamma", None),
    ("part", "fractional", None),
    ("events", "poisson", "days"),
    ("days", "gaussian", None),
]


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    data = {
        name: [row[name] for row in rows] if name == "area" else np.array([float(row[name]) for row in rows])
        for name in rows[0]
    }
    shares, cases = shapley_weights(), []
    for weights in (None, "weight"):
        for cluster in (None, "area"):
            values, stacked = [], []
            for outcome, family, exposure in OUTCOMES:
                _, v, psi = influences(data, family, outcome, weights, exposure)
                values.append(list(shares @ v))
                stacked.append(psi @ shares.T)
            covariance = spread(np.hstack(stacked), cluster, data)
            cases.append(
                {
                    "weights": weights,
                    "cluster": cluster,
                    "shapley": values,
                    "covariance": [list(row) for row in covariance],
                    "people": len(rows),
                }
            )
    outcomes = [{"outcome": o, "family": f, "exposure": e} for o, f, e in OUTCOMES]
    json.dump({"outcomes": outcomes, "cases": cases}, sys.stdout, indent=1)
    print()


main(sys.argv[1])
