"""Writes the same 1,200 people as CSV, Parquet (pandas and pyarrow) and Stata: Tests/CohortDataTests/Fixtures/sources.

Run from the root of the project, with pandas and pyarrow installed (see requirements.txt).
"""

import numpy as np
import pandas as pd

folder = "Tests/CohortDataTests/Fixtures/sources/"
random = np.random.default_rng(20240607)
count = 1200
need = random.integers(0, 5, count)
a = (random.random(count) < 0.25 + 0.1 * need).astype(int)
b = (random.random(count) < 0.5 - 0.05 * need + 0.1 * a).astype(int)
area = np.array([f"E{number:02d}" for number in random.integers(1, 25, count)])
band = np.array(["18-24", "25-39", "40+"])[random.integers(0, 3, count)]
y = np.round((4 + a - 0.6 * b + 0.3 * need + random.normal(0, 1, count)) * 2) / 2
people = pd.DataFrame({"y": y, "a": a, "b": b, "need": need, "band": band, "area": area})
people.to_csv(folder + "people.csv", index=False)
people.to_parquet(folder + "people.parquet", index=False, row_group_size=500)
people.to_stata(folder + "people.dta", write_index=False, version=118)
