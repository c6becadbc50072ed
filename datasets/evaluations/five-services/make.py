#!/usr/bin/env python3
"""Makes people.csv and truth.json: a cohort of the simulator, with what it cost two public bodies.

    topslice simulate --scenario targeted --agencies 5 --people 6000 --seed 11 --output made
    python3 make.py made

The simulator draws who is served and who settles, and writes what each agency truly caused of that. Here follow, by a law
that can be written down, a cost of custody that hangs on having settled and a cost of hospital that hangs on need and on two
of the agencies. Uniform numbers come from Python's random.random(), which is the same in every version.
"""
import csv
import json
import math
import random
import sys

SEED = 2026
# Of those who did not settle and of those who did, the part with a cost of custody; the mean of it, in pence.
CUSTODY = {0: 0.5, 1: 0.1}
MEAN_CUSTODY = 1_400_000
# A year in hospital costs so much and each level of need so much more; these agencies take off so much. Pence.
HOSPITAL, HOSPITAL_NEED, HOSPITAL_NOISE = 60_000, 25_000, 60_000
TAKEN_OFF = {"got_housing": 9_000, "got_health": 18_000}
# What one person who settled is worth to the council.
WORTH_COUNCIL = 260_000


def main(folder):
    generator = random.Random(SEED)

    def exponential(mean):
        return -mean * math.log(1 - generator.random())

    with open(f"{folder}/cohort.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    agencies = [name for name in rows[0] if name.startswith("got_")]
    for row in rows:
        settled = int(row["outcome"])
        has_custody = generator.random() < CUSTODY[settled]
        # A sum of two exponentials: most costs are near the mean, some are several times as large.
        amount = exponential(MEAN_CUSTODY / 2) + exponential(MEAN_CUSTODY / 2)
        row["custody_pence"] = max(1, round(amount)) if has_custody else 0
        off = sum(TAKEN_OFF.get(name, 0) for name in agencies if row[name] == "1")
        noise = exponential(HOSPITAL_NOISE)
        row["hospital_pence"] = round(HOSPITAL + HOSPITAL_NEED * int(row["need"]) - off + noise)
        row["settled_before"], row["settled"] = row.pop("outcome_before"), row.pop("outcome")
    names = ["person_id", "area", "age_band", "need", "prior", "settled_before"] + agencies
    names += ["settled", "custody_pence", "hospital_pence"]
    with open("people.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: row[name] for name in names} for row in rows)

    truth = json.load(open(f"{folder}/truth.json"))
    people = truth["people"]
    # Per person who settles because of it: the custody that is not paid for.
    custody = (CUSTODY[0] - CUSTODY[1]) * MEAN_CUSTODY
    benefits = {}
    for name in agencies:
        agency = name.removeprefix("got_").upper()
        caused = truth["shapley"][agency] * people
        benefits[name] = {
            "council": round(WORTH_COUNCIL * caused) / 100,
            "justice": round(custody * caused) / 100,
            "nhs": round(TAKEN_OFF.get(name, 0) * truth["uptake"][agency] * people) / 100,
        }
    law = {
        "people": people,
        "settled": {f"got_{k.lower()}": v for k, v in truth["shapley"].items()},
        "deadweight": truth["deadweight"],
        "observed": truth["observed"],
        "pounds": benefits,
    }
    with open("truth.json", "w") as file:
        json.dump(law, file, indent=1)
        file.write("\n")


main(sys.argv[1])
