"""Seconds of exact shares against the number of regressors, ours and the peers', as CSV.

    python times.py BENCHMARKS [MOST] [MOST_OF_PEERS]

BENCHMARKS is the built executable. Prints tool,regressors,seconds,source; the source is `measured` for what ran here,
`quoted` for R packages that were not installed here, times taken elsewhere on a like machine.
Peers are given 1,000 rows and do all their work on them; ours starts from cross-products, as relaimpo does too.
"""

import sys

import compare

QUOTED = [
    ("relaimpo", 10, 0.061), ("relaimpo", 15, 2.1), ("relaimpo", 20, 103),
    # 1.4 to 1.8 seconds; the better end.
    ("domir and dominanceanalysis", 10, 1.4),
]


def row(tool, regressors, seconds, source="measured"):
    print(f"{tool},{regressors},{seconds:.4g},{source}", flush=True)


def best(call, times):
    return min(compare.seconds(call) for _ in range(times))


def main():
    executable = sys.argv[1]
    most = sys.argv[2] if len(sys.argv) > 2 else "36"
    most_of_peers = int(sys.argv[3]) if len(sys.argv) > 3 else 18
    compare.warm_up()
    print("tool,regressors,seconds,source")
    own = compare.ours(executable, "exact", most)
    for (task, regressors), seconds in own.items():
        if task == "exact":
            row("topslice", regressors, seconds)
    for regressors in (5, 8, 10, 12, 15, 18, 20):
        if regressors <= most_of_peers:
            x, y = compare.design(regressors, 1000, regressors)
            taken = best(lambda: compare.pingouin(x, y), 3 if regressors < 15 else 1)
            row("pingouin", regressors, taken)
    for regressors in (3, 5, 8, 10, 12):
        if regressors <= most_of_peers:
            x, y = compare.design(regressors, 1000, regressors)
            try:
                taken = best(lambda: compare.dominance_analysis(x, y), 3 if regressors < 10 else 1)
                row("dominance-analysis", regressors, taken)
            except Exception as error:
                print(f"dominance-analysis did not run: {error}", file=sys.stderr)
                break
    for package, calls in (
        ("relaimpo", [(10, "calc.relimp(cov(d), type = 'lmg')"), (15, "calc.relimp(cov(d), type = 'lmg')")]),
        ("domir", [(10, "domin(y ~ ., lm, list(function(m) list(r = summary(m)$r.squared), 'r'), data = d)")]),
    ):
        for regressors, call in calls:
            taken = compare.r_package(package, call, regressors)
            if taken is not None:
                row(package, regressors, taken)
    for tool, regressors, seconds in QUOTED:
        row(tool, regressors, seconds, "quoted")


if __name__ == "__main__":
    main()
