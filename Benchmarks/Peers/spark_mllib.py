"""PySpark MLlib on the processors of this machine. No clustered errors. Arguments: file, family."""

import os
import sys

from pyspark.ml.classification import LogisticRegression
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.regression import GeneralizedLinearRegression, LinearRegression
from pyspark.sql import SparkSession
from report import columns, is_parquet, report

path, family = sys.argv[1:3]
y, x, _ = columns(path)
spark = (
    SparkSession.builder.master(f"local[{os.cpu_count()}]").config("spark.driver.memory", "8g")
    .config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
)  # fmt: skip
data = spark.read.parquet(path) if is_parquet(path) else spark.read.csv(path, header=True, inferSchema=True)
rows = VectorAssembler(inputCols=x, outputCol="features").transform(data).withColumnRenamed(y, "label")
model = {
    "gaussian": LinearRegression(solver="normal", regParam=0.0),
    "binomial": LogisticRegression(regParam=0.0, tol=1e-10),
    "poisson": GeneralizedLinearRegression(family="poisson", regParam=0.0, tol=1e-10),
}[family]
fit = model.fit(rows)
report(["const", *x], [fit.intercept, *fit.coefficients])
spark.stop()
