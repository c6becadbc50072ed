"""Sums of cross-products by cluster in NumPy on Spark's workers, and no more: the least that a cluster can do for clustered least
squares. Arguments: file, file for the sums. Nothing is checked, and what is missing or no number is not noticed."""

import sys

import numpy as np
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.pandas import functions

# mapInArrow asks for pandas, which it does not use.
functions.require_minimum_pandas_version = lambda: None
path, target = sys.argv[1:3]
spark = SparkSession.builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
data = spark.read.parquet(path)
x = [name for name in data.columns if name not in ("y", "area")]


def sums(batches):
    found = {}
    for batch in batches:
        table = np.column_stack([np.ones(batch.num_rows)] + [batch.column(name).to_numpy() for name in [*x, "y"]])
        areas = batch.column("area").dictionary_encode()
        numbers = areas.indices.to_numpy()
        order = np.argsort(numbers, kind="stable")
        ends = np.cumsum(np.bincount(numbers, minlength=len(areas.dictionary)))
        for name, rows in zip(areas.dictionary.to_pylist(), np.split(order, ends[:-1])):
            part = table[rows]
            found[name] = found.get(name, 0) + part.T @ part
    yield pa.RecordBatch.from_pydict(
        {"area": [str(name) for name in found], "sums": [one.tobytes() for one in found.values()]}
    )


total = {}
for row in data.select(*x, "y", "area").mapInArrow(sums, "area string, sums binary").collect():
    total[row["area"]] = total.get(row["area"], 0) + np.frombuffer(row["sums"])
size = len(x) + 2
whole = sum(total.values()).reshape(size, size)
print(len(total), np.linalg.solve(whole[:-1, :-1], whole[:-1, -1])[:3])
np.save(target, np.stack([total[name] for name in sorted(total)]))
spark.stop()
