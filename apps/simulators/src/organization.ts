import { DEPARTMENTS, OTHER_DEPARTMENTS, doctorsOf, wardOf } from './departments.js';
import { seededRandom } from './random.js';
import { readSeedFile } from './seed-file.js';
import type { Row } from './table.js';
import type { Rows } from './tables.js';
import { DAY, stampMs } from './wall-clock.js';

const DETAILS = new Map(readSeedFile('departments.csv').map((line) => [line['code'] ?? '', line]));
const FLAGS = { outpatientclinic: '0', medicallab: '0', hospitaldept: '0', hospitalarea: '0' };

/** Departments with their parents, wards below their departments, and everybody who works there. */
export function addOrganization(rows: Rows, today: number): void {
  const changed = stampMs(today - 400 * DAY);
  OTHER_DEPARTMENTS.forEach((one) =>
    rows.gyKsdm.push({
      ...FLAGS,
      ksdm: one.code,
      ksmc: one.name,
      parentid: one.parent || null,
      kslb: { group: '0', clinic: '1', tech: '3', office: '4' }[one.kind],
      medicallab: one.kind === 'tech' ? '1' : '0',
      ratedbed: null,
      bzksdm: one.standard || null,
      pydm: one.pinyin,
      plsx: one.code,
      logoff: '0',
      xgsj: changed,
    }),
  );
  for (const one of DEPARTMENTS) {
    const details = DETAILS.get(one.code);
    const shared = { ...FLAGS, bzksdm: details?.['standard'] || null, logoff: '0', xgsj: changed };
    rows.gyKsdm.push({
      ...shared,
      ksdm: one.code,
      ksmc: one.name,
      parentid: one.code.slice(0, 4),
      kslb: '1',
      outpatientclinic: one.clinic ? '1' : '0',
      hospitaldept: one.ward ? '1' : '0',
      ratedbed: one.ward ? (details?.['beds'] ?? null) : null,
      pydm: details?.['pinyin'] ?? null,
      plsx: one.code,
    });
    if (!one.ward) continue;
    const ward = wardOf(one);
    rows.gyKsdm.push({
      ...shared,
      ksdm: ward.code,
      ksmc: ward.name,
      parentid: one.code,
      kslb: '2',
      hospitalarea: '1',
      ratedbed: details?.['beds'] ?? null,
      pydm: null,
      plsx: `${one.code}1`,
    });
  }
  for (const { code } of [...DEPARTMENTS, ...OTHER_DEPARTMENTS.filter((one) => one.kind === 'tech')])
    rows.gyYgdm.push(...doctorsOf(code).map((doctor, i) => staffRow(doctor, code, i, changed)));
}

const TITLES = ['主任医师', '副主任医师', '主治医师', '住院医师'];

/** One row of v_gy_ygdm. The second doctor of a department also works in another one. */
export function staffRow(doctor: { readonly code: string; readonly name: string }, place: string, rank: number, changed: string): Row {
  const random = seededRandom(`staff/${doctor.code}`);
  return {
    personid: doctor.code,
    personname: doctor.name,
    officecode: place,
    ygzw: rank === 0 ? '科主任' : null,
    ygjb: TITLES[rank] ?? '住院医师',
    prescriberight: rank < 3 ? '1' : '0',
    isexpert: rank < 2 ? '1' : '0',
    jzks: rank === 1 ? random.pick(DEPARTMENTS).code : null,
    logoff: '0',
    xgsj: changed,
  };
}
