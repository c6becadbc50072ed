"""Shares of explained variance, ours and the peers', in one run, with the ratio.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install pingouin ls-spa dominance-analysis
    swift build -c release --product ImportanceBenchmarks
    OMP_NUM_THREADS=1 /tmp/peers/bin/python Benchmarks/Importance/peers/compare.py BENCHMARKS [MOST]

BENCHMARKS is the built executable; MOST the largest number of regressors a peer that enumerates is given
(15 takes seconds, 20 minutes). relaimpo and domir are asked too where R has them. Prints tidy CSV:
task,regressors,tool,seconds,ours,ratio.
"""

import csv
import io
import shutil
import subprocess
import sys
import time

import numpy as np


def ours(executable, *arguments):
    """(task, regressors) -> seconds, from our own benchmark."""
    text = subprocess.run(
        [executable, *arguments], check=True, capture_output=True, text=True
    ).stdout
    rows = csv.DictReader(io.StringIO(text))
    return {
        (row["task"], int(row["regressors"])): float(row["value"])
        for row in rows
        if row["measure"] == "seconds"
    }


def design(regressors, rows, seed):
    generator = np.random.default_rng(seed)
    loadings = np.random.default_rng(0).normal(size=(max(2, regressors // 10), regressors))
    factors = generator.normal(size=(rows, loadings.shape[0])) @ loadings
    x = factors / np.sqrt(loadings.shape[0]) + 0.25 * generator.normal(size=(rows, regressors))
    beta = np.random.default_rng(1).normal(size=regressors)
    signal = x @ beta
    return x, signal + 0.5 * signal.std() * generator.normal(size=rows)


def seconds(call):
    """Of one call; imports and first-time set-up are not counted (see `warm_up`)."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def report(task, regressors, tool, taken, own):
    print(f"{task},{regressors},{tool},{taken:.6g},{own:.6g},{taken / own:.4g}", flush=True)


def pingouin(x, y):
    import pingouin

    pingouin.linear_regression(x, y, relimp=True)


def dominance_analysis(x, y):
    import pandas
    from dominance_analysis import Dominance

    frame = pandas.DataFrame(x, columns=[f"x{i}" for i in range(x.shape[1])]).assign(y=y)
    Dominance(data=frame, target="y", objective=1, top_k=x.shape[1]).incremental_rsquare()


def r_package(package, call, regressors):
    """Seconds of an R call on `d` (response first), or None where R lacks the package."""
    if not shutil.which("Rscript"):
        return None
    code = f"""
        if (!requireNamespace("{package}", quietly = TRUE)) quit(status = 3)
        suppressMessages(library({package}))
        set.seed(1); f <- matrix(rnorm(3000), 1000)
        x <- f %*% matrix(rnorm(3 * {regressors}), 3) + matrix(rnorm(1000 * {regressors}), 1000)
        d <- data.frame(y = rowSums(x) + rnorm(1000), x)
        cat(system.time({call})[["elapsed"]])
    """
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True)
    if done.returncode != 0:
        return None
    return float(done.stdout.split()[-1])


def warm_up():
    x, y = design(3, 100, 0)
    pingouin(x, y)


def main():
    warm_up()
    executable = sys.argv[1]
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    print("task,regressors,tool,seconds,ours,ratio")
    exact = ours(executable, "exact", "30")
    for regressors in (10, 15, 20):
        if regressors > most:
            continue
        x, y = design(regressors, 1000, regressors)
        own = exact["exact", regressors]
        report("exact", regressors, "pingouin", seconds(lambda: pingouin(x, y)), own)
        if regressors <= 10:
            try:
                taken = seconds(lambda: dominance_analysis(x, y))
                report("exact", regressors, "dominance-analysis", taken, own)
            except Exception as error:
                print(f"dominance-analysis did not run: {error}", file=sys.stderr)
        for package, call in (
            ("relaimpo", 'calc.relimp(cov(d), type = "lmg")'),
            ("domir", "domin(y ~ ., lm, list(function(m) list(r = summary(m)$r.squared), 'r'), data = d)"),
        ):
            if package == "domir" and regressors > 10:
                continue
            taken = r_package(package, call, regressors)
            if taken is None:
                print(f"{package} is not installed here", file=sys.stderr)
            else:
                report("exact", regressors, package, taken, own)

    from ls_spa import ls_spa

    sampled = ours(executable, "sampled", "3")
    train, test = design(100, 100_000, 7), design(100, 100_000, 8)
    own = sampled["sampled out of sample", 100]
    for samples in (2**9, 2**12):
        # The peer's time includes reducing the rows; its own error estimate goes to standard error.
        def call():
            result = ls_spa(*[a - a.mean(axis=0) for a in (train[0], test[0])],
                   *[a - a.mean() for a in (train[1], test[1])],
                   max_samples=samples, tolerance=1e-9)
            print(f"ls-spa, {samples} orders: error {result.overall_error:.2g}", file=sys.stderr)
        try:
            report(f"sampled out of sample ({samples} orders)", 100, "ls-spa", seconds(call), own)
        except Exception as error:
            print(f"ls-spa did not run: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
