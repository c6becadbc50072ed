#!/usr/bin/env python3
"""Fits every referenced model with the `topslice` program and prints how far it is from R, statsmodels and pyfixest.

    python3 Tests/References/check_topslice.py .build/release/topslice

Standard library only. Reads references_r.csv and references_python.csv of Tests/RegressionTests/Fixtures; exits with 1
where an estimate or a standard error is further than 1e-8 (relative) from a reference, or a term is not found. A model
that `topslice` refuses in words (exit code 2) is listed, and is not a failure.
"""

import csv
import json
import pathlib
import subprocess
import sys

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "RegressionTests" / "Fixtures"
TOLERANCE = 1e-8


def read_references():
    """{(file, formula, family, weights, vcov): [(software, term, estimate, standard error)]}"""
    found = {}
    for name in ("references_r.csv", "references_python.csv"):
        with open(FIXTURES / name, newline="") as file:
            for row in csv.DictReader(file):
                key = tuple(row[column] for column in ("file", "formula", "family", "weights", "vcov"))
                values = (row["software"], row["term"], float(row["estimate"]), float(row["std_error"]))
                found.setdefault(key, []).append(values)
    return found


def fit(topslice, file, formula, family, weights, vcov):
    vcov = "cluster:" + vcov.split(":")[1] if vcov.startswith("CR1:") else vcov.lower()
    command = [topslice, "regress", str(FIXTURES / file), "--formula", formula, "--family", family]
    command += ["--vcov", vcov, "--json", "-"] + (["--weights", weights] if weights else [])
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        return None, f"exit code {run.returncode}: {run.stderr.strip()}"
    return {row["term"]: row for row in json.loads(run.stdout)["coefficients"]}, ""


def main(topslice):
    failures, worst = 0, {}
    for key, rows in read_references().items():
        terms, message = fit(topslice, *key)
        if terms is None:
            refused = message.startswith("exit code 2:")
            print("refused" if refused else "FAILED", *key, message, sep=" | ")
            failures += not refused
            continue
        for software, term, estimate, error in rows:
            if term not in terms:
                print("NO TERM", *key, term, sep=" | ")
                failures += 1
                continue
            differences = (abs(terms[term]["estimate"] / estimate - 1), abs(terms[term]["std_error"] / error - 1))
            if max(differences) > TOLERANCE:
                print("DIFFERS", *key, software, term, *(f"{d:.1e}" for d in differences), sep=" | ")
                failures += 1
            before = worst.get(software, (0, 0, 0))
            worst[software] = (before[0] + 1, max(before[1], differences[0]), max(before[2], differences[1]))
    for software, (count, estimate, error) in sorted(worst.items()):
        print(f"{software}: {count} coefficients, estimates within {estimate:.1e}, errors within {error:.1e}")
    print(f"{failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(sys.argv[1])
