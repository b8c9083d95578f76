import type { TestDatabase } from '../support/database.js';
import { addPerson, insertRows, type Person, stay } from '../support/facts.js';

/** A ward of `count` people in hospital, beds 01…; every third is there as 特需, the others as 干保. Made for a test. */
export async function fillWard(db: TestDatabase, count: number): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (let bed = 1; bed <= count; bed += 1) {
    const no = String(bed).padStart(2, '0');
    const category = bed % 3 === 0 ? 'vip' : 'cadre';
    const person = await addPerson(db, {
      name: `床位${no}`, name_sort: `chuangwei${no}`, categories: [category], primary_category: category, access: [{ department: '100110' }],
    });
    await insertRows(db, 'visit', [stay(person, { bed_no: no, started_at: `2026-0${1 + (bed % 6)}-1${bed % 10}T10:00:00+08:00`, vip: category === 'vip' })]);
    people.push(person);
  }
  return people;
}
