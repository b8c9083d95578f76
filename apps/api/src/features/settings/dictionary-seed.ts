import type { EntityManager } from 'typeorm';
import { SEED_DICTIONARIES } from './seed-dictionaries.js';

/** Adds the dictionary items that are missing; what a hospital has changed stays. */
export async function seedDictionaries(em: EntityManager): Promise<void> {
  const rows = SEED_DICTIONARIES.flatMap(({ system, codes }) => codes.map(([code, name], sort) => ({ system, code, name, sort })));
  await em.query(
    `insert into dictionary_item (system, code, name, sort)
     select system, code, name, sort from json_to_recordset($1) as item (system text, code text, name text, sort integer)
     on conflict (system, code) do nothing`,
    [JSON.stringify(rows)],
  );
}
