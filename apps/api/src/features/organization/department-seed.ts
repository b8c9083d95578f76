import type { EntityManager } from 'typeorm';
import { SEED_DEPARTMENTS } from './seed-departments.js';

/** Adds the departments that are missing; what a hospital has changed stays. Parents come first in the list. */
export async function seedDepartments(em: EntityManager): Promise<void> {
  for (const [sort, { code, name, parentCode, kind, handlesVisits }] of SEED_DEPARTMENTS.entries()) {
    await em.query(
      `insert into department (code, name, parent_code, kind, handles_visits, sort) values ($1, $2, $3, $4, $5, $6)
       on conflict (code) do nothing`,
      [code, name, parentCode, kind, handlesVisits, sort],
    );
  }
}
