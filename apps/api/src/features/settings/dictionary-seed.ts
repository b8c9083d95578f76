import type { EntityManager } from 'typeorm';
import { pinyinOf } from './dictionaries/item-pinyin.js';
import { SEED_DICTIONARIES } from './seed-dictionaries.js';

/** Adds the dictionaries and items that are missing; what a hospital has changed stays. */
export async function seedDictionaries(em: EntityManager): Promise<void> {
  const types = SEED_DICTIONARIES.map(({ system, name, standard, fixed }) => ({ id: system, name, standard, fixed: fixed ?? false }));
  await em.query(
    `insert into dictionary_type (id, name, standard, fixed, built_in)
     select id, name, standard, fixed, true from json_to_recordset($1) as type (id text, name text, standard text, fixed boolean)
     on conflict (id) do nothing`,
    [JSON.stringify(types)],
  );
  const rows = SEED_DICTIONARIES.flatMap(({ system, codes }) =>
    codes.map(([code, name], sort) => ({ id: `${system}/${code}`, system, code, name, sort, pinyin: pinyinOf(name) })),
  );
  await em.query(
    `insert into dictionary_item (id, system, code, name, sort, pinyin, built_in)
     select id, system, code, name, sort, pinyin, true
     from json_to_recordset($1) as item (id text, system text, code text, name text, sort integer, pinyin text)
     on conflict (system, code) do nothing`,
    [JSON.stringify(rows)],
  );
}
