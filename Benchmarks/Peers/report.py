"""What every peer prints: one JSON object, so that the driver can see that all found the same answer."""

import json
import sys


def report(terms, estimates, errors=None):
    """Coefficients by term, `(Intercept)` for the constant, and standard errors where the peer has them."""
    rows = []
    for i, term in enumerate(terms):
        row = {"term": "(Intercept)" if term in ("Intercept", "const") else term, "estimate": float(estimates[i])}
        if errors is not None:
            row["std_error"] = float(errors[i])
        rows.append(row)
    json.dump({"coefficients": rows}, sys.stdout)


def columns(path):
    """Outcome, regressors and cluster of a file `y,x1,…,area`, from its header."""
    if is_parquet(path):
        import pyarrow.parquet

        names = pyarrow.parquet.read_schema(path).names
    else:
        with open(path) as file:
            names = file.readline().strip().split(",")
    return names[0], names[1:-1], names[-1]


def is_parquet(path):
    return path.endswith(".parquet")


def pandas_frame(path, **options):
    import pandas

    return pandas.read_parquet(path) if is_parquet(path) else pandas.read_csv(path, **options)


def polars_frame(path):
    import polars

    return polars.read_parquet(path) if is_parquet(path) else polars.read_csv(path)


def duckdb_source(path):
    return f"read_parquet('{path}')" if is_parquet(path) else f"read_csv('{path}')"
