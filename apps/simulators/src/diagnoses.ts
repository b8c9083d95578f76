import type { Condition } from './people.js';
import type { Random } from './random.js';
import { readSeedFile } from './seed-file.js';

export interface Diagnosis {
  readonly code: string;
  readonly name: string;
  readonly condition: string;
  readonly department: string;
}

const DIAGNOSES: readonly Diagnosis[] = readSeedFile('diagnoses.csv').map((line) => ({
  code: line['code'] ?? '',
  name: line['name'] ?? '',
  condition: line['condition'] ?? '',
  department: line['department'] ?? '',
}));
const ACUTE = DIAGNOSES.filter((one) => one.condition === 'acute');

/** What brings somebody to the hospital: mostly a long-standing illness, else something acute. */
export function reasonForVisit(random: Random, conditions: readonly Condition[]): Diagnosis {
  const chronic = DIAGNOSES.filter((one) => conditions.some((condition) => condition === one.condition));
  return chronic.length > 0 && random.chance(0.75) ? random.pick(chronic) : random.pick(ACUTE);
}

/** The main diagnosis first, then up to three others that the same person has. */
export function diagnosisList(random: Random, main: Diagnosis, conditions: readonly Condition[]): Diagnosis[] {
  const others = conditions
    .filter((condition) => condition !== main.condition)
    .slice(0, random.integer(0, 3))
    .map((condition) => random.pick(DIAGNOSES.filter((one) => one.condition === condition)));
  return [main, ...others];
}
