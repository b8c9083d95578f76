import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportRows } from '../../../platform/http/export-rows.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { DictionaryItemRow, type DictionaryTypeRow } from './dictionary-admin.dto.js';

/** What administrators see of dictionaries. */
@Injectable()
export class DictionaryAdminQueries {
  constructor(private readonly db: ScopedDatabase) {}

  types(caller: Caller): Promise<DictionaryTypeRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select t.id, t.name, t.standard, t.built_in as "builtIn", t.fixed, count(i.code)::int as items,
           count(i.code) filter (where i.active and i.national_code is null)::int as "withoutNational",
           count(i.code) filter (where i.active and i.city_code is null)::int as "withoutCity",
           count(i.code) filter (where i.active and i.his_code is null)::int as "withoutHis"
         from dictionary_type t left join dictionary_item i on i.system = t.id group by t.id order by t.built_in, t.id`,
      ),
    );
  }

  items(caller: Caller, system: string): Promise<DictionaryItemRow[]> {
    return this.db.asCaller(caller, (em) => this.itemsOf(em, system));
  }

  /** The same rows in the same order as a file. */
  async export(caller: Caller, system: string): Promise<StreamableFile> {
    const { file } = await this.db.asCaller(caller, async (em) => {
      const { name } = await typeOf(em, system);
      const items = await this.itemsOf(em, system);
      const sheet = { title: `字典_${name}`, filters: `字典：${name}（${system}）`, period: [undefined, undefined], words: {}, caller } as const;
      return { file: await exportRows(DictionaryItemRow, items, sheet), items };
    });
    return file;
  }

  private async itemsOf(em: EntityManager, system: string): Promise<DictionaryItemRow[]> {
    await typeOf(em, system);
    return em.query(
      `select i.code, i.name, i.pinyin, i.color, i.sort, i.active, i.valid_from::text as "validFrom", i.valid_until::text as "validUntil",
         i.national_code as "nationalCode", i.city_code as "cityCode", i.his_code as "hisCode", i.built_in as "builtIn",
         coalesce(u.uses, 0)::int as uses, i.version, i.changed_by as "changedBy", i.changed_at as "changedAt"
       from dictionary_item i left join dictionary_uses($1) u using (code) where i.system = $1 order by i.sort, i.code`,
      [system],
    );
  }
}

export interface FoundType {
  readonly name: string;
  readonly fixed: boolean;
}

/** Throws NotFound when there is no such dictionary. */
export async function typeOf(em: EntityManager, system: string): Promise<FoundType> {
  const [found]: FoundType[] = await em.query('select name, fixed from dictionary_type where id = $1', [system]);
  if (!found) throw new NotFound('字典');
  return found;
}
