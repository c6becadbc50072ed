"""duckreg: least squares from rows that DuckDB brings together where they agree. No clustered errors without a bootstrap."""

import os
import sys
import tempfile

import duckdb
from duckreg.estimators import DuckRegression
from report import columns, duckdb_source, report

path = sys.argv[1]
y, x, _ = columns(path)
with tempfile.TemporaryDirectory() as folder:
    database = os.path.join(folder, "rows.duckdb")
    with duckdb.connect(database) as connection:
        connection.execute(f"CREATE VIEW rows AS SELECT * FROM {duckdb_source(path)}")
    model = DuckRegression(
        db_name=database, table_name="rows", formula=f"{y} ~ " + " + ".join(x), cluster_col="", n_bootstraps=0, seed=1
    )
    model.fit()
    report(["const", *x], model.point_estimate.ravel())
