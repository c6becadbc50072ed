"""Least squares: polars reads, NumPy's lstsq solves. No standard errors."""

import sys

import numpy as np
import polars as pl
from report import columns, polars_frame, report

y, x, _ = columns(sys.argv[1])
data = polars_frame(sys.argv[1])
design = data.select(pl.lit(1.0).alias("const"), *x).to_numpy()
beta = np.linalg.lstsq(design, data[y].to_numpy(), rcond=None)[0]
report(["const", *x], beta)
