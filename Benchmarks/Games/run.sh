#!/bin/sh
# Runs the same games through this library and coopgame-py 0.3.0, and prints both times and their ratio.
# Usage: Benchmarks/Games/run.sh [--large]      (from the root of the package; --large adds n = 28)
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${PYTHON:-}
if [ -z "$python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet coopgame-py==0.3.0 numpy
    python=$work/venv/bin/python
fi
swift build -c release --product GameBenchmarks >&2
.build/release/GameBenchmarks "$@" >"$work/ours.csv"
"$python" Benchmarks/Games/peer_coopgame.py >"$work/theirs.csv"
echo "task players ours_ms peer_ms ratio same_answer"
awk -F, '
    NR == FNR { time[$1 "," $2] = $3; sum[$1 "," $2] = $4; next }
    {
        key = $1 "," $2
        if (!(key in time)) { printf "%s %s %.3f - - -\n", $1, $2, $3; next }
        gap = $4 - sum[key]; if (gap < 0) gap = -gap
        size = $4 < 0 ? -$4 : $4
        same = gap <= 1e-6 * (1 + size) ? "yes" : "NO"
        printf "%s %s %.3f %.3f %.1f %s\n", $1, $2, $3, time[key], time[key] / $3, same
    }' "$work/theirs.csv" "$work/ours.csv"
