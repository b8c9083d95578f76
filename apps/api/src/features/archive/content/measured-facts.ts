import { labItem } from '@cadre/clinical/lab-items';
import { groupIntoSeries } from '@cadre/clinical/lab-series';
import type { KeyItems } from '../rules/archive-rule.js';
import type { ArchiveColumn, ArchiveFact, ArchiveSeries } from './archive-content.js';
import type { CheckupFact, LabFact } from './facts.queries.js';
import { dayOf, gathered, sourceOf } from './section-facts.js';

const ARROWS: Readonly<Record<string, string>> = { H: ' ↑', L: ' ↓', HH: ' ↑↑ 危', LL: ' ↓↓ 危', A: ' *' };
const EARLIER_RESULTS = 3;

const isAbnormal = (flag: string | null): boolean => flag !== null && flag in ARROWS;
const marked = (text: string | null, flag: string | null): string => `${text ?? '—'}${ARROWS[flag ?? ''] ?? ''}`;

/** Items that somebody asked for, each with its newest result and how it came there; what may not share a line gets its own. */
export function labFacts(labs: readonly LabFact[], { items }: KeyItems): { facts: ArchiveFact[]; series: ArchiveSeries[] } {
  const byCode = gathered(labs, ({ code }) => code);
  const facts: ArchiveFact[] = [];
  const series: ArchiveSeries[] = [];
  for (const [code, reasons] of items) {
    const results = byCode.get(code);
    if (!results) continue;
    const name = labItem(code)?.name ?? results[0]!.itemName;
    const lines = groupIntoSeries(results.map((result) => ({ ...pointOf(result), result })), code);
    const note = lines.notes.join('；') || null;
    for (const line of lines.series) {
      const points = line.points.map(({ source, y }) => ({ at: source.at.toISOString(), value: y, abnormal: isAbnormal(source.result.flag) }));
      const { low = null, high = null } = line.points.at(-1) ?? {};
      if (line.scale === 'quantity') series.push({ code, name, unit: line.unit || null, note, low, high, points });
    }
    // A table keeps what the laboratory wrote; results in another unit stand on a line of their own.
    for (const alike of gathered(results, ({ unit }) => unit ?? '').values()) facts.push(labFact(alike, { name, reasons }));
  }
  return { facts, series };
}

function pointOf({ at, text, number, comparator, kind, ordinal, unit, method, low, high }: LabFact) {
  return { at, value: { text: text ?? '', number, comparator, kind, ordinal }, unit: unit ?? '', method, low, high };
}

function labFact(alike: readonly LabFact[], { name, reasons }: { name: string; reasons: readonly string[] }): ArchiveFact {
  const [newest] = alike as [LabFact];
  const earlier = alike.slice(1, 1 + EARLIER_RESULTS).map(({ text, flag, at }) => `${marked(text, flag)}（${dayOf(at)}）`);
  return {
    key: `lab|${newest.code}|${newest.unit ?? ''}`, at: newest.at.toISOString(), corrected: newest.corrected,
    tone: newest.critical ? 'critical' : isAbnormal(newest.flag) ? 'abnormal' : 'plain',
    source: sourceOf(newest, 'lab-report', newest.reportNo),
    cells: {
      group: reasons.join('、'), name, date: dayOf(newest.at), result: marked(newest.text, newest.flag), unit: newest.unit, range: newest.range,
      earlier: earlier.join('；') || null,
    },
  };
}

const YEARS = ['latest', 'previous', 'third'] as const;

/** The last three check-ups beside each other: what was abnormal in one of them, and what the person's diagnoses ask for. */
export function checkupFacts(checkups: readonly CheckupFact[], { signs, items }: KeyItems, columns: readonly ArchiveColumn[]): { facts: ArchiveFact[]; columns: ArchiveColumn[] } {
  const shown = checkups.slice(0, YEARS.length);
  const codes = [...new Set(shown.flatMap(({ items: lines }) => lines.map(({ code }) => code)))];
  const facts = codes.flatMap((code): ArchiveFact[] => {
    const places = shown.map((checkup) => checkup.items.find((item) => item.code === code) ?? null);
    const at = places.findIndex((place) => place !== null);
    const newest = places[at]!;
    const anyAbnormal = places.some((place) => place !== null && isAbnormal(place.flag));
    if (!anyAbnormal && !signs.has(code) && !items.has(code)) return [];
    const checkup = shown[at]!;
    return [{
      key: `checkup|${code}`, at: `${checkup.date}T00:00:00.000+08:00`, corrected: checkup.corrected, tone: isAbnormal(newest.flag) ? 'abnormal' : 'plain',
      source: sourceOf(checkup, 'checkup', checkup.checkupNo),
      cells: {
        name: newest.name, unit: newest.unit, range: newest.range,
        ...Object.fromEntries(YEARS.map((year, index) => [year, inUnit(places[index] ?? null, newest.unit)])),
      },
    }];
  });
  const titled = columns.map(({ key, title }) => ({ key, title: shown[YEARS.indexOf(key as (typeof YEARS)[number])]?.date ?? title }));
  return { facts: facts.toSorted((a, b) => Number(b.tone === 'abnormal') - Number(a.tone === 'abnormal')), columns: titled };
}

/** Units are never mixed in a line: a value in another one carries it. */
function inUnit(place: CheckupFact['items'][number] | null, unit: string | null): string | null {
  if (!place) return null;
  return marked(place.unit && place.unit !== unit ? `${place.text} ${place.unit}` : place.text, place.flag);
}
