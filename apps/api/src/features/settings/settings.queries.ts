import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { DictionaryRow } from './dictionary.dto.js';

@Injectable()
export class SettingsQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** Disabled items and those whose days are over come too: old records still show their names. */
  dictionaries(caller: Caller): Promise<DictionaryRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select system, json_agg(json_build_object('code', code, 'name', name, 'pinyin', pinyin, 'color', color,
           'offered', active and daterange(valid_from, valid_until, '[]') @> (now() at time zone 'Asia/Shanghai')::date) order by sort, code) as codes
         from dictionary_item group by system order by system`,
      ),
    );
  }
}
