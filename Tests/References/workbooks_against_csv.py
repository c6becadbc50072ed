"""Makes workbooks in real shapes by three writers and holds what `topslice` makes of each against its CSV.

    python3 workbooks_against_csv.py ../../.build/release/topslice [COUNT] [FOLDER]

Of every workbook the whole JSON result is compared with that of the CSV, but for names of files, places and warnings. Prints
how many agree, by writer and command; exits with 1 where one does not.
"""

import collections
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbook_writers import Plan, WRITERS, convert

AGREEMENT = """agreement: Workbooks
currency: GBP
term: {from: 2025-04-01, to: 2026-03-31}
partners:
  - {id: council, role: host}
  - {id: trust, role: funder}
lines:
  - {id: care, owner: council, budget: 9000000.00, risk: split}
  - {id: beds, owner: trust, budget: 5000000.00, risk: split}
  - {id: home, owner: council, budget: 100000.00}
contributions:
  - {id: c1, rule: fixed, partner: council, amount: 9100000.00}
  - {id: c2, rule: fixed, partner: trust, amount: 5000000.00}
risk:
  - id: split
    both:
      rule: proportional
      shares: {council: 60, trust: 40}
"""
# Names of files and places, and what is said of them, differ by their nature.
LEFT_OUT = {"provenance", "source", "file", "path", "warnings", "inputs", "input", "options", "place", "notices"}


def stripped(value):
    if isinstance(value, dict):
        return {k: stripped(v) for k, v in value.items() if k not in LEFT_OUT}
    if isinstance(value, list):
        return [stripped(v) for v in value]
    return value


def result(program, kind, path, folder):
    command = {
        "actuals": ["settle", str(folder / "agreement.yaml"), "--actuals", path],
        "claims": ["claims", path, "--estate", "0.02", "--rules", "proportional,talmud"],
        "game": ["game", path, "--orientation", "cost", "--rules", "shapley,nucleolus"],
        "apportion": ["apportion", path, "--amount", "1000000.00"],
    }[kind]
    run = subprocess.run([program] + command + ["--json", "-"], capture_output=True, text=True)
    if run.returncode == 2:
        return run.stderr
    return stripped(json.loads(run.stdout))


def main():
    program = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    (folder / "agreement.yaml").write_text(AGREEMENT)
    kinds = ["actuals"] * 7 + ["claims", "game", "apportion"]
    plans, flat = [], {"xlsx": [], "ods": []}
    for number in range(count):
        plan = Plan(number, kinds[number // 3 % len(kinds)], WRITERS[number % 3])
        form = "ods" if plan.writer == "libreoffice" and number % 2 else "xlsx"
        path = folder / f"{number:04}-{plan.writer}.{form}"
        if plan.writer == "libreoffice":
            flat[form].append(path.with_suffix(".fods"))
            plan.write(flat[form][-1])
        else:
            plan.write(path)
        path.with_suffix(".csv").write_text(plan.csv_text(), encoding="utf-8")
        plans.append((plan, path))
    for form, paths in flat.items():
        convert(paths, form, folder)

    def compare(item):
        plan, path = item
        expected = result(program, plan.kind, str(path.with_suffix(".csv")), folder)
        found = result(program, plan.kind, plan.address(path), folder)
        if isinstance(expected, str):
            return f"the CSV itself is refused: {expected.strip()}"
        return None if found == expected else (found if isinstance(found, str) else "another result")

    agree = collections.Counter()
    wrong = 0
    with ThreadPoolExecutor(2) as pool:
        for (plan, path), difference in zip(plans, pool.map(compare, plans)):
            if difference is None:
                agree[plan.writer, path.suffix[1:], plan.kind] += 1
            else:
                wrong += 1
                print(f"{path} ({plan.kind}): {difference}")
    for key, number in sorted(agree.items()):
        print(*key, number)
    print(f"{sum(agree.values())} of {count} workbooks read as their CSV")
    sys.exit(1 if wrong else 0)


main()
