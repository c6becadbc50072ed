"""Writes the small made-up cohort on which attribution is checked: 800 people, 4 agencies, 20 areas.

    python3 attribution_data.py ../AttributionTests/Fixtures/cohort.csv

Only Python's own generator and rounding to fixed decimals, so the file is the same bytes on every machine.
Three outcomes with their values before (0/1 `outcome`, a number `amount`, a count `events`), a weight, and
agencies that target need, so that naive claims go wrong and clustered errors differ from plain ones.
"""

import math
import random
import sys

ROWS = 800
HEADER = (
    "person_id,need,prior,age_band,score,area,weight,outcome_before,outcome,amount_before,amount,"
    "events_before,events,got_housing,got_health,got_probation,got_jobs"
)


def logistic(x):
    return 1 / (1 + math.exp(-x))


def poisson(generator, mean):
    limit, count, product = math.exp(-mean), 0, generator.random()
    while product > limit:
        count += 1
        product *= generator.random()
    return count


def main(path):
    generator = random.Random(977)
    area_effect = [generator.gauss(0, 0.4) for _ in range(20)]
    area_uptake = [generator.gauss(0, 0.5) for _ in range(20)]
    lines = [HEADER]
    for i in range(1, ROWS + 1):
        area = int(20 * generator.random() ** 1.5)
        need = min(4, int(5 * generator.random()))
        prior = min(3, int(4 * generator.random() ** 1.4))
        age = generator.choice(["18-24", "25-39", "25-39", "40+"])
        score = round(generator.gauss(50, 10), 2)
        weight = round(0.4 + 1.6 * generator.random(), 2)
        base = 0.6 - 0.25 * need - 0.2 * prior + 0.02 * (score - 50) + area_effect[area]
        base += {"18-24": -0.2, "25-39": 0.0, "40+": 0.2}[age]
        targeting = 0.3 * (need - 2) + area_uptake[area]
        a = [1 if generator.random() < logistic(u + targeting) else 0 for u in (-0.2, -0.6, -0.8, -1.0)]
        effect = 0.6 * a[0] + 0.3 * a[1] + 0.25 * a[2] + 0.1 * a[3]
        effect += 0.6 * a[0] * a[1] - 0.3 * a[2] * a[3] + 0.1 * a[0] * (need - 2)
        before = 1 if generator.random() < logistic(base - 0.3) else 0
        outcome = 1 if generator.random() < logistic(base + effect) else 0
        amount_before = round(100 + 20 * base + generator.gauss(0, 15), 2)
        amount = round(100 + 20 * (base + effect) + generator.gauss(0, 15), 2)
        events_before = poisson(generator, math.exp(0.5 - 0.4 * base))
        events = poisson(generator, math.exp(0.5 - 0.4 * (base + effect)))
        values = [f"P{i:04d}", need, prior, age, score, f"A{area + 1:02d}", weight, before, outcome]
        values += [amount_before, amount, events_before, events, *a]
        lines.append(",".join(str(value) for value in values))
    with open(path, "w", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
