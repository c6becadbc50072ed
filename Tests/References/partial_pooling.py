"""Posterior of the hierarchical normal model with uniform mean and spread, by adaptive integration over the spread.

    venv/bin/python partial_pooling.py

Data: the eight schools of Rubin (1981), as in Gelman and others, Bayesian Data Analysis (2013), table 5.2; and four groups of
unequal errors. Printed: for each group and for the mean of groups the posterior mean and the 2.5% and 97.5% quantiles, and of the
spread the median and the same quantiles.
"""

import numpy as np
from scipy import integrate, optimize, stats


def study(y, s):
    y, s = np.array(y, float), np.array(s, float)

    def given(tau):
        v = s**2 + tau**2
        precision = np.sum(1 / v)
        return v, np.sum(y / v) / precision, 1 / precision

    def density(tau):
        v, mean, variance = given(tau)
        return np.sqrt(variance) * np.prod(v**-0.5) * np.exp(-0.5 * np.sum((y - mean) ** 2 / v)) * 1e6

    def whole(f, top=np.inf):
        edges = [0, 5, 20, 100, 1000, 1e5]
        parts = [(a, min(b, top)) for a, b in zip(edges, edges[1:]) if a < top]
        total = sum(integrate.quad(f, a, b, limit=400, epsabs=0, epsrel=1e-11)[0] for a, b in parts)
        return total + (integrate.quad(f, edges[-1], np.inf, limit=400)[0] if top == np.inf else 0)

    norm = whole(density)

    def report(part):
        mean = whole(lambda t: density(t) * part(t)[0]) / norm
        cdf = lambda x: whole(lambda t: density(t) * stats.norm.cdf((x - part(t)[0]) / np.sqrt(part(t)[1]))) / norm
        quantile = lambda p: optimize.brentq(lambda x: cdf(x) - p, -500, 500, xtol=1e-9)
        return mean, quantile(0.025), quantile(0.975)

    def group(j):
        def part(tau):
            v, mean, variance = given(tau)
            pull = s[j] ** 2 / v[j]
            return y[j] + pull * (mean - y[j]), (1 - pull) * s[j] ** 2 + pull**2 * variance

        return part

    for j in range(len(y)):
        print(f"group {j}: " + ", ".join(f"{x:.6f}" for x in report(group(j))))
    print("mean: " + ", ".join(f"{x:.6f}" for x in report(lambda t: given(t)[1:])))
    quantile = lambda p: optimize.brentq(lambda x: whole(density, x) / norm - p, 1e-9, 1e4, xtol=1e-9)
    print("spread: " + ", ".join(f"{quantile(p):.6f}" for p in (0.5, 0.025, 0.975)))


study([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18])
study([6.0, 5.0, 7.5, -2.0], [1.0, 2.0, 4.0, 3.0])
