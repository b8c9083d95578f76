import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../platform/http/live-events.js';
import { BadInput, Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { DictionaryItemChange, DictionaryItemFacts, DictionaryItemRemoval, NewDictionaryItem, NewDictionaryType } from './dictionary-admin.dto.js';
import { typeOf } from './dictionary-admin.queries.js';
import { pinyinOf } from './item-pinyin.js';

interface FoundItem {
  readonly active: boolean;
  readonly builtIn: boolean;
  readonly version: number;
  readonly changedBy: string;
}

/** What administrators do to dictionaries; open pages hear of it. */
@Injectable()
export class DictionaryAdmin {
  constructor(private readonly db: ScopedDatabase) {}

  addType(caller: Caller, { id, name, standard, reason }: NewDictionaryType): Promise<void> {
    return this.act(caller, reason, async (em) => {
      const made: unknown[] = await em.query(
        `insert into dictionary_type (id, name, standard, created_by) values ($1, $2, $3, $4) on conflict do nothing returning id`,
        [id, name, standard, caller.username],
      );
      if (made.length === 0) throw new Conflict('DICTIONARY_EXISTS', `字典 ${id} 已经存在。`);
    });
  }

  addItem(caller: Caller, system: string, { code, reason, ...facts }: NewDictionaryItem): Promise<void> {
    refuseDays(facts);
    return this.act(caller, reason, async (em) => {
      const type = await typeOf(em, system);
      if (type.fixed) throw new Conflict('DICTIONARY_FIXED', `“${type.name}”的代码由程序使用，不能增加。可以修改名称、颜色和顺序。`);
      const made: unknown[] = await em.query(
        `insert into dictionary_item (id, system, code, ${COLUMNS.join(', ')}, changed_by)
         values ($1 || '/' || $2, $1, $2, ${COLUMNS.map((_, at) => `$${at + 4}`).join(', ')}, $3) on conflict do nothing returning code`,
        [system, code, caller.username, ...valuesOf(facts)],
      );
      if (made.length === 0) throw new Conflict('CODE_EXISTS', `代码 ${code} 已经存在，停用的也算。`);
    });
  }

  changeItem(caller: Caller, system: string, code: string, { version, reason, ...facts }: DictionaryItemChange): Promise<void> {
    refuseDays(facts);
    return this.act(caller, reason, async (em) => {
      const type = await typeOf(em, system);
      const item = await itemOf(em, system, code, version);
      if (type.fixed && (!facts.active || facts.validFrom || facts.validUntil) && item.active) {
        throw new Conflict('DICTIONARY_FIXED', `“${type.name}”的代码由程序使用，不能停用或限期。`);
      }
      await em.query(
        `update dictionary_item set ${COLUMNS.map((column, at) => `${column} = $${at + 4}`).join(', ')},
           version = version + 1, changed_by = $3, changed_at = now() where system = $1 and code = $2`,
        [system, code, caller.username, ...valuesOf(facts)],
      );
    });
  }

  /** What records hold stays, so that they can still be read; it can only be disabled. */
  removeItem(caller: Caller, system: string, code: string, { version, reason }: DictionaryItemRemoval): Promise<void> {
    return this.act(caller, reason, async (em) => {
      const item = await itemOf(em, system, code, version);
      if (item.builtIn) throw new Conflict('BUILT_IN', '这一项随系统提供，不能删除，可以停用。');
      const [used]: { uses: number }[] = await em.query('select uses::int from dictionary_uses($1) where code = $2', [system, code]);
      if (used) throw new Conflict('IN_USE', `有 ${used.uses} 条记录用到这一项，不能删除，可以停用。停用后旧记录照常显示，新填写时不再出现。`);
      await em.query('delete from dictionary_item where system = $1 and code = $2', [system, code]);
    });
  }

  private async act(caller: Caller, reason: string, work: (em: EntityManager) => Promise<void>): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      await work(em);
      await LiveEvents.announce(em, [{ topic: 'dictionaries', beneficiaryId: null }]);
    });
  }
}

const COLUMNS = ['name', 'pinyin', 'color', 'sort', 'active', 'valid_from', 'valid_until', 'national_code', 'city_code', 'his_code'];

function valuesOf(facts: DictionaryItemFacts): unknown[] {
  const { name, color, sort, active, validFrom, validUntil, nationalCode, cityCode, hisCode } = facts;
  return [name, pinyinOf(name), color, sort, active, validFrom, validUntil, nationalCode || null, cityCode || null, hisCode || null];
}

function refuseDays({ validFrom, validUntil }: DictionaryItemFacts): void {
  if (validFrom && validUntil && validUntil < validFrom) {
    throw new BadInput('有效期的结束早于开始。', [{ field: 'validUntil', message: '不能早于开始日期' }]);
  }
}

/** Locked until the transaction ends. Throws when somebody else has changed it since it was read. */
async function itemOf(em: EntityManager, system: string, code: string, version: number): Promise<FoundItem> {
  const [item]: FoundItem[] = await em.query(
    `select active, built_in as "builtIn", version, changed_by as "changedBy" from dictionary_item where system = $1 and code = $2 for update`,
    [system, code],
  );
  if (!item) throw new NotFound('字典项');
  if (item.version !== version) throw new Conflict('STALE_VERSION', `这一项已被 ${item.changedBy} 修改，请刷新后再试。`);
  return item;
}
