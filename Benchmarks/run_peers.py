#!/usr/bin/env python3
"""Runs Topslice and its peers side by side on the same files and prints times, memory and ratios.

    python3 Benchmarks/run_peers.py --topslice .build/release/topslice --rows 100000 1000000

Each job is a whole process from the command line to the printed answer: reading the CSV, fitting, clustered errors.
Repetitions are interleaved (every contestant once, then every one again), so that a busy machine is fair to all.
Files are made by `topslice simulate` in the work folder and kept; peers run in a virtual environment made there
from Peers/requirements.txt. R peers run where Rscript and their packages are installed. Standard library only.
"""

import argparse
import csv
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "Peers"
REGRESSORS = [f"x{i}" for i in range(1, 21)]
FORMULA = "y ~ " + " + ".join(REGRESSORS)
FAMILIES = {"ols": "gaussian", "logit": "binomial", "poisson": "poisson"}
AGENCIES = "got_housing,got_health,got_probation,got_jobs"


@dataclass
class Contestant:
    """A command that does a job: `{file}` stands for the input."""

    name: str
    command: list
    errors: bool = True
    """Whether it gives clustered standard errors as asked, or point estimates alone."""
    runs: list = field(default_factory=list)
    answer: dict = None
    failure: str = ""


@dataclass
class Run:
    wall: float
    cpu: float
    peak_mb: float


def regression_contestants(job, python, rscript, topslice):
    family = FAMILIES[job]

    def peer(script, *arguments):
        return [python, str(PEERS / script), "{file}", *arguments]

    found = []
    if topslice:
        command = [topslice, "regress", "{file}", "--formula", FORMULA, "--vcov", "cluster:area"]
        found.append(Contestant("topslice", [*command, "--family", family, "--json", "-"]))
    if job == "ols":
        found += [
            Contestant("polars + lstsq", peer("polars_lstsq.py"), errors=False),
            Contestant("duckdb sums", peer("duckdb_products.py"), errors=False),
            Contestant("duckdb sums by cluster", peer("duckdb_products.py", "clustered")),
        ]
    else:
        found.append(Contestant("scikit-learn", peer("sklearn_fit.py", family), errors=False))
    found += [
        Contestant("glum", peer("glum_fit.py", family)),
        Contestant("statsmodels", peer("statsmodels_fit.py", family)),
        Contestant("pyfixest", peer("pyfixest_fit.py", family)),
    ]
    for package, script, name in (("fixest", "fixest_fit.R", "R fixest"), ("sandwich", "lm_fit.R", "R lm/glm")):
        if r_has(rscript, package):
            found.append(Contestant(name, [rscript, str(PEERS / script), "{file}", family]))
    return found


def attribution_contestants(python, topslice):
    found = []
    if topslice:
        command = [
            topslice, "attribute", "{file}", "--outcome", "outcome", "--agencies", AGENCIES,
            "--covariates", "need,prior,age_band,outcome_before", "--categorical", "need,prior",
            "--cluster", "area", "--family", "binomial", "--json", "-",
        ]  # fmt: skip
        found.append(Contestant("topslice", command))
    found.append(Contestant("NumPy from definitions", [python, str(PEERS / "numpy_attribution.py"), "{file}"]))
    return found


def r_has(rscript, package):
    if not rscript:
        return False
    probe = f"quit(status = !all(sapply(c('{package}', 'data.table'), requireNamespace, quietly = TRUE)))"
    return subprocess.run([rscript, "-e", probe], capture_output=True).returncode == 0


def measure(contestant, path):
    """Runs the command once; wall seconds, processor seconds and peak resident memory of the whole process."""
    command = [part.replace("{file}", str(path)) for part in contestant.command]
    with open(path.parent / "out.json", "w+b") as output, open(path.parent / "err.txt", "w+b") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            contestant.failure = lines[-1] if lines else f"exit code {process.returncode}"
            return
        output.seek(0)
        contestant.answer = json.load(output)
    # Linux counts resident memory in KiB, macOS in bytes.
    unit = 1024 if sys.platform != "darwin" else 1
    contestant.runs.append(Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6))


def numbers(answer):
    """The answer as {(term, what): number}, for comparison between contestants."""
    found = {}
    for row in answer.get("coefficients", []):
        for key in ("estimate", "std_error"):
            if row.get(key) is not None:
                found[row["term"], key] = row[key]
    for row in answer.get("attribution", []):
        for key in ("shapley", "standard_error"):
            found[row["agency"], key] = row[key]
    return found


def disagreement(contestant, reference):
    """Largest relative difference from the reference in what both report."""
    ours, theirs = numbers(contestant.answer), numbers(reference.answer)
    shared = ours.keys() & theirs.keys()
    if not shared:
        return float("nan")
    return max(abs(ours[key] - theirs[key]) / abs(theirs[key]) for key in shared)


def compete(job, rows, path, contestants, repetitions, reference_name):
    print(f"\n{job}, {rows:,} rows, {path.stat().st_size / 1e6:.0f} MB ({path.name})", flush=True)
    with open(path, "rb") as file:  # warm the file cache
        while file.read(1 << 24):
            pass
    for _ in range(repetitions):
        for contestant in contestants:
            if not contestant.failure:
                measure(contestant, path)
    done = [c for c in contestants if c.runs and not c.failure]
    for contestant in contestants:
        if contestant.failure:
            print(f"  {contestant.name}: failed: {contestant.failure}")
    if not done:
        return []
    reference = next((c for c in done if c.name == reference_name), done[-1])
    ours = next((c for c in done if c.name == "topslice"), None)
    header = f"  {'':24} {'median s':>9} {'min s':>8} {'CPU s':>8} {'peak MB':>8} {'ours/peer':>10} {'errors':>7} {'differs':>9}"
    print(header)
    table = []
    for contestant in done:
        walls = [run.wall for run in contestant.runs]
        median = statistics.median(walls)
        ratio = statistics.median(run.wall for run in ours.runs) / median if ours else None
        row = {
            "job": job, "rows": rows, "name": contestant.name, "median_seconds": round(median, 4),
            "min_seconds": round(min(walls), 4),
            "cpu_seconds": round(statistics.median(run.cpu for run in contestant.runs), 3),
            "peak_mb": round(max(run.peak_mb for run in contestant.runs), 1),
            "ours_over_peer": "" if ratio is None else round(ratio, 4),
            "clustered_errors": contestant.errors, "repetitions": len(walls),
            "compared_with": reference.name, "difference": disagreement(contestant, reference),
        }  # fmt: skip
        shown = "" if ratio is None else f"{ratio:.3f}"
        differs = disagreement(contestant, reference)
        print(
            f"  {contestant.name:24} {median:9.3f} {min(walls):8.3f} {row['cpu_seconds']:8.2f} "
            f"{row['peak_mb']:8.0f} {shown:>10} {'yes' if contestant.errors else 'no':>7} {differs:9.1e}"
        )
        table.append(row)
    return table


def make_file(folder, job, rows, topslice):
    """The job's file, made by `topslice simulate` unless it is there already."""
    attribution = job == "attribution"
    path = folder / (f"cohort_{rows}.csv" if attribution else f"{FAMILIES[job]}_{rows}.csv")
    if path.exists():
        return path
    if not topslice:
        sys.exit(f"{path} is not there, and without --topslice nothing can make it")
    command = [topslice, "simulate", "--seed", "1"]
    if attribution:
        command += ["--people", str(rows), "--areas", "150"]
    else:
        command += ["--people", str(rows), "--layout", "regression", "--family", FAMILIES[job]]
    made = folder / f"making_{path.stem}"
    print("making", path.name, flush=True)
    subprocess.run([*command, "--output", str(made)], check=True, stdout=subprocess.DEVNULL)
    (made / "cohort.csv").rename(path)
    shutil.rmtree(made)
    return path


def environment(folder, python):
    """The Python to run peers with: the given one, or a virtual environment made once in the work folder."""
    if python:
        return python
    venv = folder / "venv"
    if not (venv / "bin" / "python").exists():
        print("making a virtual environment for the peers", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        pip = [str(venv / "bin" / "pip"), "install", "--quiet", "-r", str(PEERS / "requirements.txt")]
        subprocess.run(pip, check=True)
    return str(venv / "bin" / "python")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--topslice", help="the topslice program; without it only peers run, on files already made")
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--jobs", nargs="+", choices=[*FAMILIES, "attribution"], default=[*FAMILIES, "attribution"])
    parser.add_argument("--peers", nargs="+", help="run only contestants whose name contains one of these words")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--work", type=pathlib.Path, default=HERE.parent / ".build" / "peers")
    parser.add_argument("--python", help="a Python with the peers installed, instead of a new environment")
    parser.add_argument("--rscript", default=shutil.which("Rscript"))
    parser.add_argument("--csv", type=pathlib.Path, help="where to write the table (default: WORK/peers.csv)")
    options = parser.parse_args()

    options.work.mkdir(parents=True, exist_ok=True)
    topslice = str(pathlib.Path(options.topslice).resolve()) if options.topslice else None
    python = environment(options.work, options.python)
    for package in ("fixest", "sandwich"):
        if not r_has(options.rscript, package):
            print(f"R with {package} and data.table is not installed: its peer is left out")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")

    table = []
    for rows in options.rows:
        for job in options.jobs:
            path = make_file(options.work, job, rows, topslice)
            if job == "attribution":
                contestants, reference = attribution_contestants(python, topslice), "NumPy from definitions"
            else:
                contestants = regression_contestants(job, python, options.rscript, topslice)
                reference = "statsmodels"
            if options.peers:
                contestants = [c for c in contestants if any(word in c.name for word in options.peers)]
            table += compete(job, rows, path, contestants, options.repetitions, reference)
    target = options.csv or options.work / "peers.csv"
    names = list(dict.fromkeys(name for row in table for name in row))
    with open(target, "w", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"\nwrote {target}")


if __name__ == "__main__":
    main()
