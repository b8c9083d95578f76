import { personName } from './names.js';
import { seededRandom } from './random.js';
import { readSeedFile } from './seed-file.js';

export interface Department {
  readonly code: string;
  readonly name: string;
  readonly clinic: boolean;
  readonly ward: boolean;
}
/** What no patient is registered with: groups of departments, laboratories, offices. */
export interface OtherDepartment {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly kind: 'group' | 'tech' | 'clinic' | 'office';
  readonly standard: string;
  readonly pinyin: string;
}
export interface Doctor {
  readonly code: string;
  readonly name: string;
}

/** Where the product's demo accounts work: this department and its first doctor are the busiest for people of the roster. */
export const CADRE_DEPARTMENT = '100110';
export const CHECKUP_CENTRE: Department = {
  code: '3001',
  name: '健康管理中心（体检中心）',
  clinic: false,
  ward: false,
};
export const EMERGENCY_DEPARTMENT = '100408';

const DOCTORS_EACH = 4;

export const DEPARTMENTS: readonly Department[] = readSeedFile('departments.csv').map((line) => ({
  code: line['code'] ?? '',
  name: line['name'] ?? '',
  clinic: line['clinic'] === '1',
  ward: line['ward'] === '1',
}));

export const OTHER_DEPARTMENTS: readonly OtherDepartment[] = readSeedFile('other-departments.csv').map((line) => ({
  code: line['code'] ?? '',
  name: line['name'] ?? '',
  parent: line['parent'] ?? '',
  kind: (line['kind'] ?? 'office') as OtherDepartment['kind'],
  standard: line['standard'] ?? '',
  pinyin: line['pinyin'] ?? '',
}));

export function department(code: string): Department {
  const found = code === CHECKUP_CENTRE.code ? CHECKUP_CENTRE : DEPARTMENTS.find((one) => one.code === code);
  if (!found) throw new Error(`no department ${code}`);
  return found;
}

/** Staff numbers are the department's code and two digits; names do not depend on the seed, so accounts can be bound to them. */
export function doctorsOf(code: string): readonly Doctor[] {
  const random = seededRandom(`doctors/${code}`);
  return Array.from({ length: DOCTORS_EACH }, (_, i) => ({
    code: `${code}${String(i + 1).padStart(2, '0')}`,
    name: personName(random, random.chance(0.55) ? '1' : '2'),
  }));
}

/** Ward codes carry a leading zero, e.g. `0110W1`. */
export function wardOf(one: Department): { readonly code: string; readonly name: string } {
  return { code: `${one.code.slice(2)}W1`, name: `${one.name.replace(/（.*）/, '')}一病区` };
}
