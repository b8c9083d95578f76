import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, Forbidden, NotFound, Refusal } from '../../platform/http/refusal.js';
import { checkQuery } from '../../platform/query/compile-query.js';
import { QueryCatalogues } from '../../platform/query/query-catalogues.js';
import { OPERATOR_WORDS, type QueryField } from '../../platform/query/query-field.js';
import { querySentence } from '../../platform/query/query-sentence.js';
import { readQuery } from '../../platform/query/query-tree.js';
import type { FieldOption, FilterChange, FilterInput, QueryFieldList, QuerySentence, QueryToSay, SavedFilterList, SavedFilterRow } from './saved-filter.dto.js';

/** Asked once and not named: so many stay, for Back and reload. */
const UNNAMED_KEPT = 20;
const MOST_NAMED = 50;
const COLUMNS = `f.id, f.list, f.name, f.filters, f.query, f.shared_roles as "sharedRoles", f.owner_id = $1 as own, coalesce(f.owner_name, '') as "ownerName", f.version`;
/** An account's name is the administrators' affair; of who shared something his colleagues see it. */
const FILTERS = '(select s.*, saved_filter_owner(s.id) as owner_name from saved_filter s) f';

type Found = Omit<SavedFilterRow, 'sentence'>;

/** Queries of lists that people keep, and those that are shared with their roles. */
@Injectable()
export class SavedFilterService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly catalogues: QueryCatalogues,
  ) {}

  async fields(caller: Caller, list: string): Promise<QueryFieldList> {
    const usable = this.usable(caller, list);
    const roles: FieldOption[] = caller.permissions.has('filter:share')
      ? await this.db.asCaller(caller, (em) => em.query('select code as value, name as label from role order by code'))
      : [];
    const items = usable.map(({ name, label, kind, operators, dictionary = null, options = [] }) => ({
      name, label, kind, dictionary, options: [...options],
      operators: operators.map((value) => ({ value, label: OPERATOR_WORDS[value] ?? value })),
    }));
    return { items, roles };
  }

  sentence(caller: Caller, { list, query }: QueryToSay): Promise<QuerySentence> {
    const { fields } = this.catalogueOf(caller, list);
    const tree = readQuery(query);
    checkQuery(caller, fields, tree);
    return this.db.asCaller(caller, async (em) => ({ sentence: await querySentence(em, fields, tree) }));
  }

  list(caller: Caller, list: string): Promise<SavedFilterList> {
    this.catalogueOf(caller, list);
    return this.db.asCaller(caller, async (em) => {
      const rows: Found[] = await em.query(
        `select ${COLUMNS} from ${FILTERS} where f.list = $2 and f.name is not null order by own desc, f.name, f.id`, [caller.userId, list],
      );
      return { items: await Promise.all(rows.map((row) => this.finish(em, row))) };
    });
  }

  /** Throws NotFound for what does not exist and for what is not shared with the caller. */
  one(caller: Caller, id: string): Promise<SavedFilterRow> {
    return this.db.asCaller(caller, (em) => this.read(em, caller, id));
  }

  add(caller: Caller, input: FilterInput): Promise<SavedFilterRow> {
    this.check(caller, input);
    const { list, name = null, query = null, sharedRoles = [] } = input;
    const filters = this.kept(input);
    return this.db.asCaller(caller, async (em) => {
      if (name === null) await this.forgetOldest(em, caller, list);
      else await this.refuseTooMany(em, caller, list, name);
      const [{ id }]: [{ id: string }] = await em.query(
        'insert into saved_filter (owner_id, list, name, filters, query, shared_roles) values ($1, $2, $3, $4, $5, $6) returning id',
        [caller.userId, list, name, filters, query, sharedRoles],
      );
      return this.read(em, caller, id);
    });
  }

  /** Only the owner changes a filter; whoever works on an older version is told so. */
  change(caller: Caller, id: string, input: FilterChange): Promise<SavedFilterRow> {
    this.check(caller, input);
    const { list, name = null, query = null, sharedRoles = [], version } = input;
    const filters = this.kept(input);
    return this.db.asCaller(caller, async (em) => {
      const now = await this.read(em, caller, id);
      if (!now.own || now.list !== list) throw new NotFound('查询方案');
      const changed: [unknown[], number] = await em.query(
        `update saved_filter set name = $3, filters = $4, query = $5, shared_roles = $6, version = version + 1, updated_at = now()
         where id = $1 and owner_id = $2 and version = $7`,
        [id, caller.userId, name, filters, query, sharedRoles, version],
      );
      if (changed[1] === 0) throw new Refusal(412, 'VERSION_CHANGED', '该方案已在别处修改，请重新打开后再保存。');
      return this.read(em, caller, id);
    });
  }

  remove(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const removed: [unknown[], number] = await em.query('delete from saved_filter where id = $1 and owner_id = $2', [id, caller.userId]);
      if (removed[1] === 0) throw new NotFound('查询方案');
    });
  }

  private async read(em: EntityManager, caller: Caller, id: string): Promise<SavedFilterRow> {
    const [found]: Found[] = await em.query(`select ${COLUMNS} from ${FILTERS} where f.id = $2`, [caller.userId, id]);
    if (!found) throw new NotFound('查询方案');
    return this.finish(em, found);
  }

  private async finish(em: EntityManager, found: Found): Promise<SavedFilterRow> {
    const { fields } = this.catalogues.of(found.list);
    return { ...found, sentence: found.query === null ? null : await querySentence(em, fields, readQuery(found.query)) };
  }

  private check(caller: Caller, { list, name, filters = {}, query, sharedRoles = [] }: FilterInput): void {
    const { fields } = this.catalogueOf(caller, list);
    if (query) checkQuery(caller, fields, readQuery(query));
    if (!Object.values(filters).every((value) => typeof value === 'string' && value.length <= 2_000) || Object.keys(filters).length > 50) {
      throw new BadInput('筛选条件的取值应为文字。', [{ field: 'filters', message: '取值应为文字' }]);
    }
    if (!sharedRoles.length) return;
    if (!caller.permissions.has('filter:share')) throw new Forbidden(PERMISSIONS['filter:share']);
    if (!name) throw new BadInput('共享的方案需要名称。', [{ field: 'name', message: '不能为空' }]);
  }

  private kept({ list, filters = {} }: FilterInput): Record<string, string> {
    const { unkept = [] } = this.catalogues.of(list);
    return Object.fromEntries(Object.entries(filters).filter(([name]) => !unkept.includes(name)));
  }

  private catalogueOf(caller: Caller, list: string) {
    const catalogue = this.catalogues.of(list);
    if (!caller.permissions.has(catalogue.permission)) throw new Forbidden(PERMISSIONS[catalogue.permission]);
    return catalogue;
  }

  private usable(caller: Caller, list: string): readonly QueryField[] {
    return this.catalogueOf(caller, list).fields.filter(({ permission }) => !permission || caller.permissions.has(permission));
  }

  private forgetOldest(em: EntityManager, caller: Caller, list: string): Promise<unknown> {
    return em.query(
      `delete from saved_filter where id in (select id from saved_filter
         where owner_id = $1 and list = $2 and name is null order by updated_at desc offset ${UNNAMED_KEPT - 1})`, [caller.userId, list],
    );
  }

  private async refuseTooMany(em: EntityManager, caller: Caller, list: string, name: string): Promise<void> {
    const names: { name: string }[] = await em.query('select name from saved_filter where owner_id = $1 and list = $2 and name is not null', [caller.userId, list]);
    if (names.some((one) => one.name === name)) throw new Conflict('NAME_TAKEN', '已有同名的方案，请换一个名称，或修改原方案。');
    if (names.length >= MOST_NAMED) throw new Conflict('TOO_MANY', `每个列表最多保存 ${MOST_NAMED} 个方案，请先删除不用的方案。`);
  }
}
