const DAY_MS = 86_400_000;
const stamp = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The ISO week of a day: its Monday and its name, e.g. 2026-W05. The week belongs to the year of its Thursday. */
export function weekOf(day: string): { monday: string; name: string } {
  const monday = stamp(day) - ((new Date(stamp(day)).getUTCDay() + 6) % 7) * DAY_MS;
  const thursday = monday + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return { monday: dayAt(monday), name: `${year}-W${String(number).padStart(2, '0')}` };
}
