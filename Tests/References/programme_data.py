"""Writes programme.csv: 600 made-up people on which every shape of formula can be fitted.

    python3 programme_data.py ../RegressionTests/Fixtures/programme.csv

Only Python's own generator (Mersenne Twister, a documented algorithm) and rounding to a fixed number of
decimals are used, so the file is the same bytes on every machine. Columns:

    y     a number, linear in the rest plus noise          d     0/1 outcome       n   a count outcome
    x1    standard normal                                  x2    uniform on 0-10
    year  2015-2024: a large mean with a small spread      z     category a-d      g   category 1-4 (digits)
    area  cluster 1-24 of unequal size                     w     positive weight   site  category in few rows
"""

import math
import random
import sys

ROWS = 600


def poisson(generator, mean):
    """Knuth's product method; the means here stay below ten."""
    limit, count, product = math.exp(-mean), 0, generator.random()
    while product > limit:
        count += 1
        product *= generator.random()
    return count


def main(path):
    generator = random.Random(20240501)
    area_effect = [generator.gauss(0, 0.5) for _ in range(24)]
    lines = ["y,d,n,x1,x2,year,z,g,area,w,site"]
    for _ in range(ROWS):
        # The square makes low-numbered areas large and high-numbered ones small.
        area = int(24 * generator.random() ** 2)
        x1 = round(generator.gauss(0, 1), 6)
        x2 = round(10 * generator.random(), 4)
        year = generator.randint(2015, 2024)
        z = generator.choice("abbcccd")
        g = generator.randint(1, 4)
        w = round(0.25 + 2 * generator.random(), 3)
        site = generator.choice(["north", "south", "south", "east"])
        effect = {"a": 0.0, "b": 0.4, "c": -0.3, "d": 0.8}[z]
        eta = 0.5 * x1 - 0.08 * x2 + 0.03 * (year - 2019) + effect + 0.1 * g + area_effect[area]
        y = round(3 + eta + 0.2 * x1 * x2 + generator.gauss(0, 0.5 + 0.1 * x2), 6)
        d = 1 if generator.random() < 1 / (1 + math.exp(-eta + 0.3)) else 0
        n = poisson(generator, math.exp(0.4 * eta + 0.2))
        lines.append(f"{y},{d},{n},{x1},{x2},{year},{z},{g},{area + 1},{w},{site}")
    with open(path, "w", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
