import type { Condition } from './people.js';
import type { Random } from './random.js';
import { readSeedFile } from './seed-file.js';

/** One line of the pharmacy's list with its usual way of taking. */
export interface Drug {
  readonly code: string;
  readonly name: string;
  readonly specification: string;
  readonly dose: string;
  readonly doseUnit: string;
  readonly route: string;
  readonly frequency: string;
  /** CV06.00.228, and T1 for the frequency that the standard forgot. */
  readonly frequencyCode: string;
  readonly quantity: string;
  readonly quantityUnit: string;
  readonly days: string;
  /** 1 western, 2 herbal, 3 narcotic, 4 psychotropic */
  readonly kind: '1' | '2' | '3' | '4';
  /** Yuan for one package. */
  readonly price: number;
  readonly condition: string;
}

const DRUGS: readonly Drug[] = readSeedFile('drugs.csv').map((line) => ({
  code: line['code'] ?? '',
  name: line['name'] ?? '',
  specification: line['specification'] ?? '',
  dose: line['dose'] ?? '',
  doseUnit: line['doseUnit'] ?? '',
  route: line['route'] ?? '',
  frequency: line['frequency'] ?? '',
  frequencyCode: line['frequencyCode'] ?? '',
  quantity: line['quantity'] ?? '',
  quantityUnit: line['quantityUnit'] ?? '',
  days: line['days'] ?? '',
  kind: (line['kind'] ?? '1') as Drug['kind'],
  price: Number(line['price']),
  condition: line['condition'] ?? '',
}));

/** Up to `most` different drugs that suit somebody's illnesses, at least one; all of one kind, as a prescription demands. */
export function chooseDrugs(random: Random, conditions: readonly Condition[], most: number): Drug[] {
  const fitting = DRUGS.filter((drug) => conditions.some((condition) => condition === drug.condition));
  const first = random.pick(fitting.length > 0 && random.chance(0.9) ? fitting : DRUGS.filter((drug) => drug.condition === 'acute'));
  const others = fitting.filter((drug) => drug.kind === first.kind && drug !== first);
  return [first, ...others.slice(0, random.integer(0, Math.max(0, most - 1)))];
}
