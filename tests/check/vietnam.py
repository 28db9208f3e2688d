"""Days off in Vietnam, 2021 to 2027, and the days worked for them.

As the public package `holidays` 0.109 lists them (dd/mm). Only of 2026 were the lunar new year, the
national day and its swap checked against the notice (9441/TB-BNV). 2027 is a projection. 24 November
is in the package only.
"""

from datetime import date, timedelta

LISTED = {
    2021: "01/01; 10-16/02; 21/04; 30/04; 01/05; 03/05; 02/09; 03/09",
    2022: "01/01; 03/01; 31/01-04/02; 10/04; 11/04; 30/04; 01/05; 02/05; 03/05; 01/09; 02/09",
    2023: "01/01; 02/01; 20-26/01; 29/04; 30/04; 01/05; 02/05; 03/05; 01/09; 02/09; 04/09",
    2024: "01/01; 08-14/02; 18/04; 29/04; 30/04; 01/05; 02/09; 03/09",
    2025: "01/01; 27/01-01/02; 07/04; 30/04; 01/05; 02/05; 01/09; 02/09",
    2026: "01/01; 16-20/02; 26/04; 27/04; 30/04; 01/05; 31/08; 01/09; 02/09; 24/11",
    2027: "01/01; 04-10/02; 16/04; 30/04; 01/05; 03/05; 02/09; 03/09; 24/11",
}


def days_of(year, text):
    for part in text.split("; "):
        first, _, last = part.partition("-")
        last = last or first
        if "/" not in first:
            first += last[-3:]
        ends = [date(year, int(end[3:]), int(end[:2])) for end in (first, last)]
        while ends[0] <= ends[1]:
            yield ends[0]
            ends[0] += timedelta(days=1)


DAYS_OFF = {day for year, text in LISTED.items() for day in days_of(year, text)}
WORKED = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)}
