#!/usr/bin/env python3
"""Times least squares from Parquet files against the number of rows and of columns, Topslice and its peers side by side.

    python3 Benchmarks/scaling.py --topslice .build/release/topslice --chart .build/release/ScalingChart

Each run is a whole process from the command line to the printed answer, contestants in turn. Files are made by
`topslice simulate` and kept in the work folder; the largest is ten copies of the next. A contestant that took longer
than `--patience` is left out of larger sizes. Writes docs/scaling-times.csv and, by our own charts,
docs/scaling-rows.svg and docs/scaling-columns.svg, of processor seconds, which a busy machine moves least. Standard library only; peers run in environments of their own.
"""

import argparse
import csv
import os
import pathlib
import shutil
import subprocess
import sys

from run_peers import HERE, PEERS, Contestant, disagreement, measure

ENVIRONMENTS = {"venv": "requirements.txt", "duckreg": "requirements-duckreg.txt", "spark": "requirements-spark.txt"}
# So many products are no query any more.
MOST_COLUMNS_OF_SUMS = 100


def environment(folder, name):
    python = folder / name / "bin" / "python"
    if not python.exists():
        print(f"making the environment {name}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "-r", str(PEERS / ENVIRONMENTS[name])]
        subprocess.run(install, check=True)
    return str(python)


def contestants(topslice, pythons, columns):
    formula = "y ~ " + " + ".join(f"x{i}" for i in range(1, columns + 1))
    found = [
        Contestant(
            "topslice", [topslice, "regress", "{file}", "--formula", formula, "--vcov", "cluster:area", "--json", "-"]
        )
    ]
    for name, python, script, errors in (
        ("polars + lstsq", "venv", ["polars_lstsq.py"], False),
        ("DuckDB sums by cluster", "venv", ["duckdb_products.py", "clustered"], True),
        ("scikit-learn", "venv", ["sklearn_fit.py", "gaussian"], False),
        ("glum", "venv", ["glum_fit.py", "gaussian"], True),
        ("statsmodels", "venv", ["statsmodels_fit.py", "gaussian"], True),
        ("pyfixest", "venv", ["pyfixest_fit.py", "gaussian"], True),
        ("duckreg", "duckreg", ["duckreg_fit.py"], False),
        ("Spark MLlib", "spark", ["spark_mllib.py", "gaussian"], False),
    ):
        if columns > MOST_COLUMNS_OF_SUMS and name.startswith("DuckDB"):
            continue
        command = [pythons[python], str(PEERS / script[0]), "{file}", *script[1:]]
        found.append(Contestant(name, command, errors=errors))
    return found


def make_file(folder, rows, columns, topslice, python):
    path = folder / f"scaling_{rows}_{columns}.parquet"
    if path.exists():
        return path
    print("making", path.name, flush=True)
    made = folder / f"making_{path.stem}"
    command = [topslice, "simulate", "--seed", "1", "--layout", "regression", "--people", str(rows)]
    subprocess.run([*command, "--regressors", str(columns), "--output", str(made)], check=True, stdout=subprocess.DEVNULL)
    statement = f"COPY (SELECT * FROM read_csv('{made}/cohort.csv')) TO '{path}' (FORMAT parquet)"
    subprocess.run([python, "-c", f"import duckdb; duckdb.sql({statement!r})"], check=True)
    shutil.rmtree(made)
    return path


def compete(chart, size, path, found, repetitions, tired, patience):
    table = []
    for _ in range(repetitions):
        for contestant in found:
            if contestant.name not in tired and not contestant.failure:
                measure(contestant, path)
    reference = next((c for c in found if c.name == "statsmodels" and c.answer), found[0])
    for contestant in found:
        if contestant.failure:
            print(f"  {contestant.name}: {contestant.failure}", flush=True)
            tired.add(contestant.name)
        if not contestant.runs or contestant.failure:
            continue
        best = min(contestant.runs, key=lambda run: run.wall)
        if best.wall > patience:
            tired.add(contestant.name)
        row = {
            "against": chart, "tool": contestant.name, "size": size, "seconds": round(best.wall, 3),
            # What Spark's Java took is not counted to its Python.
            "cpu_seconds": "" if "Spark" in contestant.name else round(min(run.cpu for run in contestant.runs), 3),
            "peak_mb": round(max(run.peak_mb for run in contestant.runs)),
            "clustered_errors": "yes" if contestant.errors else "no", "runs": len(contestant.runs),
            "differs": f"{disagreement(contestant, reference):.1e}",
        }  # fmt: skip
        table.append(row)
        print(f"  {contestant.name:24} {row['seconds']:9.3f} s {row['cpu_seconds']:>9} cpu {row['peak_mb']:7} MB {row['differs']:>9}", flush=True)
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--topslice", required=True)
    parser.add_argument("--chart", help="the ScalingChart program; without it only the table is written")
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--ours", type=int, default=100_000_000, help="ten copies of the largest, ours alone; 0 for none")
    parser.add_argument("--columns", type=int, nargs="*", default=[10, 30, 100, 300, 1000])
    parser.add_argument("--repetitions", type=int, default=3, help="one at ten million rows")
    parser.add_argument("--patience", type=float, default=20, help="seconds")
    parser.add_argument("--work", type=pathlib.Path, default=HERE.parent / ".build" / "peers")
    parser.add_argument("--output", type=pathlib.Path, default=HERE.parent / "docs")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    topslice = str(pathlib.Path(options.topslice).resolve())
    pythons = {name: environment(options.work, name) for name in ENVIRONMENTS}
    os.environ["PYSPARK_PYTHON"] = pythons["spark"]
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}", flush=True)

    table, tired = [], set()
    for rows in options.rows:
        path = make_file(options.work, rows, 20, topslice, pythons["venv"])
        print(f"\n{rows:,} rows of 20 regressors, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        runs = 1 if rows >= 10_000_000 else options.repetitions
        table += compete("rows", rows, path, contestants(topslice, pythons, 20), runs, tired, options.patience)
    if options.ours and options.rows:
        folder = options.work / "scaling_copies"
        folder.mkdir(exist_ok=True)
        for number in range(10):
            copy = folder / f"part-{number}.parquet"
            if not copy.exists():
                shutil.copyfile(path, copy)
        print(f"\n{options.ours:,} rows in ten files", flush=True)
        table += compete("rows", options.ours, folder, contestants(topslice, pythons, 20)[:1], 2, tired, options.patience)
    tired = set()
    for columns in options.columns:
        path = make_file(options.work, 30_000, columns, topslice, pythons["venv"])
        print(f"\n30,000 rows of {columns} regressors, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        found = contestants(topslice, pythons, columns)
        table += compete("columns", columns, path, found, options.repetitions, tired, options.patience)

    target = options.output / "scaling-times.csv"
    with open(target, "w", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    if options.chart:
        for against in ("rows", "columns"):
            with open(target) as source, open(options.output / f"scaling-{against}.svg", "w") as drawing:
                subprocess.run([options.chart, against], stdin=source, stdout=drawing, check=True)


if __name__ == "__main__":
    main()
