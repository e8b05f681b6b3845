"""Writes the months of the Vietnamese lunar calendar to `src/vntext/data/values/lunar.tsv`.

usage: python training/lunar.py

Needs the package lunar-vn (MIT), which reckons the calendar for the longitude of Vietnam. One line
a year from 1900 to 2099: the lunar year, the day on which it begins (ISO), the month behind which a
leap month stands (0: none) and how many days each month has, 0 for 29 and 1 for 30.
"""

import datetime
import pathlib
from itertools import groupby, pairwise

from lunar_vn import solar_to_lunar

TABLE = pathlib.Path(__file__).parents[1] / "src/vntext/data/values/lunar.tsv"
FIRST, LAST = 1900, 2099


def months():
    """Year, month, whether it is the leap one, and the first day of every month, in order."""
    day = datetime.date(FIRST, 1, 1)
    while day.year <= LAST or day.month == 1 or day.day < 28:
        lunar = solar_to_lunar(day)
        if lunar.day == 1:
            yield lunar.year, lunar.month, lunar.leap, day
        day += datetime.timedelta(days=1)


def main():
    found = list(months())
    ends = {row: after[3] for row, after in pairwise(found)}
    lines = ["year\tbegins\tleap\tlengths"]
    for year, rows in groupby(found, key=lambda row: row[0]):
        if not FIRST <= year <= LAST:
            continue
        own = list(rows)
        lengths = [(ends[row] - row[3]).days for row in own]
        leap = next((month for _, month, again, _ in own if again), 0)
        assert len(own) == 12 + (leap > 0), year
        assert set(lengths) <= {29, 30}, year
        lines.append(f"{year}\t{own[0][3]}\t{leap}\t{''.join(str(n - 29) for n in lengths)}")
    TABLE.write_text("\n".join(lines) + "\n", "utf8")


if __name__ == "__main__":
    main()
