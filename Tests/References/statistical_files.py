"""Writes the files of Stata, SPSS and SAS in Tests/CohortDataTests/Fixtures/statistical, and the same people as CSV.

    python3 -m venv venv && venv/bin/pip install pandas==3.1.1 pyreadstat==1.3.7
    venv/bin/python Tests/References/statistical_files.py Tests/CohortDataTests/Fixtures/statistical

people.dta is written by pandas, people.sas7bdat by statistical_files.c, the others by pyreadstat. In people.csv a missing value is empty, whatever its program calls it,
and `sex` holds the labels of its values 1 and 2.
"""

import sys
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyreadstat

folder = sys.argv[1]
random = np.random.default_rng(13)
count = 60
area = np.array(["Écouter, \"ici\"", "B", "C d", "Łódź"])[random.integers(0, 4, count)]
frame = pd.DataFrame(
    {
        "y": random.integers(0, 2, count).astype(np.int8),
        "x": random.normal(size=count).round(4) * 10.0 ** random.integers(-6, 7, count),
        "n": random.integers(-2_000_000, 2_000_000, count).astype(np.int32),
        "f": (random.integers(-40, 40, count) / 10).astype(np.float32),
        "sex": random.integers(1, 3, count).astype(np.int8),
        "area": area,
        "day": [date(1999, 12, 31) + timedelta(days=int(d)) for d in random.integers(0, 9_000, count)],
        "score": random.integers(0, 10, count).astype(float),
    }
)
frame.loc[::7, "x"] = np.nan
frame.loc[::11, "score"] = np.nan
labels = {"sex": {1: "male", 2: "female"}, "y": {0: "No", 1: "Yes"}}

told = frame.copy()
told["sex"] = told["sex"].map(labels["sex"])
told["f"] = [np.format_float_positional(value, unique=True, trim="-") for value in told["f"].to_numpy()]
told.to_csv(f"{folder}/people.csv", index=False)

stamped = frame.copy()
stamped["day"] = pd.to_datetime(stamped["day"])
stamped.to_stata(f"{folder}/people.dta", write_index=False, version=118, convert_dates={"day": "td"}, value_labels=labels)
pyreadstat.write_dta(frame, f"{folder}/readstat.dta", variable_value_labels=labels)
# SPSS: 99 of a score is missing by declaration of its user.
coded = frame.copy()
coded["score"] = coded["score"].fillna(99)
pyreadstat.write_sav(coded, f"{folder}/people.sav", variable_value_labels=labels, missing_ranges={"score": [99]})
pyreadstat.write_sav(coded, f"{folder}/people.zsav", compress=True, variable_value_labels=labels, missing_ranges={"score": [99]})
pyreadstat.write_xport(frame, f"{folder}/people.xpt", file_format_version=8)
