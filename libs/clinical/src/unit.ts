import { levelLabText } from './lab-text.js';
import { ALIASES, DIMENSIONS, MOLAR_MASS } from './unit.table.js';

const UNITS = new Map(
  Object.entries(DIMENSIONS).flatMap(([name, units]) =>
    Object.entries(units).map(([unit, factor]) => [unit, { name, factor }]),
  ),
);
const SPELLINGS = new Map<string, string>([
  ...[...UNITS.keys()].map((unit): [string, string] => [keyOf(unit), unit]),
  ...Object.entries(ALIASES),
]);
const MOLAR = new Map(Object.entries(MOLAR_MASS));

/** One spelling of a unit: `*10^9/L`, `×10⁹/L`, `10E9/L` → `10^9/L`; `umol/l` → `μmol/L`. An unknown unit stays. */
export function normalizeUnit(text: string): string {
  return SPELLINGS.get(keyOf(text)) ?? levelLabText(text).replace(/\s+/g, ' ');
}

/**
 * The value in another unit, or null when nothing is known that leads there. `itemCode` is an identity of
 * `itemIdentity`: mass and substance (mg/dL and mmol/L) meet only for an item whose molar mass is known.
 */
export function convert(value: number, from: string, to: string, itemCode?: string): number | null {
  const [source, target] = [normalizeUnit(from), normalizeUnit(to)];
  if (source === target) return value;
  const [a, b] = [UNITS.get(source), UNITS.get(target)];
  if (!a || !b) return null;
  if (a.name === b.name) return rounded((value * a.factor) / b.factor);
  if (itemCode === 'HBA1C') return convertGlycation(value, source, target);
  const molarMass = MOLAR.get(itemCode ?? '');
  if (molarMass === undefined) return null;
  if (a.name === 'mass' && b.name === 'substance') return rounded((value * a.factor) / molarMass / b.factor);
  if (a.name === 'substance' && b.name === 'mass') return rounded((value * a.factor * molarMass) / b.factor);
  return null;
}

/** HbA1c in NGSP per cent and IFCC mmol/mol: the master equation of the two reference systems. */
function convertGlycation(value: number, from: string, to: string): number | null {
  if (from === '%' && to === 'mmol/mol') return rounded((value - 2.152) / 0.09148);
  if (from === 'mmol/mol' && to === '%') return rounded(value * 0.09148 + 2.152);
  return null;
}

/** The spelling in small letters without blanks, signs of multiplication, and the many ways to write a power of ten. */
function keyOf(unit: string): string {
  return levelLabText(unit)
    .replace(/\s/g, '')
    .replace(/μ/gu, 'u')
    .replace(/[·•⋅]/gu, '.')
    .toLowerCase()
    .replace(/^[×x*](?=10)/u, '')
    .replace(/^10(?:\*\*|\*|e\+?|~)(?=\d)/, '10^')
    .replace(/^10\^0(?=\d)/, '10^')
    .replace(/^10(9|12)(?=\/l)/, '10^$1');
}

/** Takes away what binary arithmetic added; no laboratory sends twelve digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
