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

# People of whom something is missing, with weights, counts, days, truth values and levels in an order that is not that of their bytes.
count = 900
need = random.integers(0, 5, count).astype(float)
a = random.random(count) < 0.3 + 0.08 * need
b = random.random(count) < 0.5 - 0.05 * need + 0.1 * a
names = ["west", "Öst", "Zürich", "apple", "B", "éclair"]
kinds = pd.DataFrame(
    {
        "y": np.round((4 + a - 0.6 * b + 0.3 * need + random.normal(0, 1, count)) * 2) / 2,
        "late": random.random(count) < 0.3 + 0.05 * need - 0.1 * a,
        "visits": random.poisson(np.exp(0.2 + 0.2 * need - 0.3 * b)),
        "cost": np.maximum(0.25, np.round(np.exp(0.5 + 0.1 * need - 0.2 * a + random.normal(0, 0.7, count)) * 4) / 4),
        "a": a,
        "b": b,
        "need": need,
        "place": pd.Categorical(np.array(names)[random.integers(0, 6, count)], categories=names),
        "quarter": pd.to_datetime(np.array(["2023-10-01", "2023-01-01", "2023-07-01", "2023-04-01"])[random.integers(0, 4, count)]),
        "area": random.integers(1, 25, count).astype(np.int16),
        "w": np.array([0.0, 0.5, 1.0, 2.5, 4.0])[random.integers(0, 5, count)],
        "times": random.integers(0, 5, count).astype(np.int8),
    }
)
kinds.loc[::17, "need"] = np.nan
kinds.loc[5::19, "need"] = 99
kinds.loc[3::29, "place"] = np.nan
told = kinds.copy()
for name in ("late", "a", "b"):
    told[name] = told[name].astype(np.int8)
told.to_csv(folder + "kinds.csv", index=False)
days = kinds.copy()
days["quarter"] = days["quarter"].dt.date
days["place"] = days["place"].astype(object).where(days["place"].notna(), None)
days.to_parquet(folder + "kinds.parquet", index=False, row_group_size=250)
told.to_stata(folder + "kinds.dta", write_index=False, version=118, convert_dates={"quarter": "td"})
