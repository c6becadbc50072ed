"""Least squares from sums of products that DuckDB makes in one query; with `clustered`, one row a cluster.

Per-cluster sums are enough for CR1 errors too: the score of a cluster is X_c'y_c - X_c'X_c b.
"""

import sys

import duckdb
import numpy as np
from report import columns, duckdb_source, report

y, x, cluster = columns(sys.argv[1])
clustered = len(sys.argv) > 2 and sys.argv[2] == "clustered"
names = ["1", *x, y]
count = len(names)
pairs = [(i, j) for i in range(count) for j in range(i, count)]
sums = ", ".join(f"sum({names[i]} * {names[j]})" for i, j in pairs)
group = f"group by {cluster}" if clustered else ""
sums_by_cluster = duckdb.sql(f"select {sums} from {duckdb_source(sys.argv[1])} {group}").fetchall()
blocks = np.zeros((len(sums_by_cluster), count, count))
for block, row in zip(blocks, sums_by_cluster):
    for (i, j), value in zip(pairs, row):
        block[i, j] = block[j, i] = value
total = blocks.sum(axis=0)
gram, right = total[:-1, :-1], total[:-1, -1]
beta = np.linalg.solve(gram, right)
if clustered:
    scores = blocks[:, :-1, -1] - blocks[:, :-1, :-1] @ beta
    bread = np.linalg.inv(gram)
    n, k, groups = gram[0, 0], len(beta), len(blocks)
    covariance = bread @ scores.T @ scores @ bread * groups / (groups - 1) * (n - 1) / (n - k)
    report(["const", *x], beta, np.sqrt(np.diag(covariance)))
else:
    report(["const", *x], beta)
