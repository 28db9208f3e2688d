// Days as text, and their numbers for the slider.

const DAY = 86_400_000;

export function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** The ends of the months from one day to another, the last day among them. */
export function monthEnds(from: string, to: string): string[] {
  const ends: string[] = [];
  for (let year = Number(from.slice(0, 4)), month = Number(from.slice(5, 7)); ; month += 1) {
    const end = dayOf(Date.UTC(year, month, 0) / DAY);
    if (end >= to) break;
    ends.push(end);
    if (month === 12) [year, month] = [year + 1, 0];
  }
  return [...ends, to];
}
