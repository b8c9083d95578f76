import { labItem, LAB_ITEMS } from '@cadre/clinical/lab-items';
import { referenceChange } from '@cadre/clinical/reference-change';
import type { KnownVariation } from '@cadre/clinical/watch-reasons';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { NotFound, Refusal } from '../../../platform/http/refusal.js';
import { Parameters } from '../../settings/parameters.port.js';
import type { VariationChange, VariationRow, VariationVersion } from './variation.dto.js';

type Stored = KnownVariation & { readonly code: string; readonly confirmed: boolean; readonly changedBy: string; readonly changedAt: Date };

const COLUMNS = `item_code as code, cva, cvi, source, version, confirmed, changed_by as "changedBy", changed_at as "changedAt"`;

/** By item, of `codes` only when they are given; what has none is not judged. */
export async function currentVariations(em: EntityManager, codes: readonly string[] | null = null): Promise<ReadonlyMap<string, Stored>> {
  const rows: Stored[] = await em.query(`select ${COLUMNS} from lab_variation where replaced_at is null and ($1::text[] is null or item_code = any ($1))`, [codes]);
  return new Map(rows.map((row) => [row.code, row]));
}

/** How much results of each item differ by themselves: shown to everybody who reads results, kept by the laboratory, every version on record. */
@Injectable()
export class Variations {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
  ) {}

  /** Every quantitative item of the catalogue in its order, with its variation or without. */
  list(caller: Caller): Promise<VariationRow[]> {
    const z = Number(this.parameters.value('lab.rcvZ'));
    return this.db.asCaller(caller, async (em) => {
      const known = await currentVariations(em);
      return LAB_ITEMS.filter(({ kind }) => kind === 'quantitative').map(({ code, name, groupName }) => {
        const { cva, cvi, source, version, confirmed, changedBy, changedAt } = known.get(code) ?? NONE;
        const rcv = cva !== null && cvi !== null ? referenceChange({ cva, cvi }, z) : null;
        return { code, name, groupName, cva, cvi, rcv, z, source, version, confirmed, changedBy, changedAt };
      });
    });
  }

  versions(caller: Caller, code: string): Promise<VariationVersion[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(`select ${COLUMNS}, replaced_at as "replacedAt" from lab_variation where item_code = $1 order by version desc`, [code]));
  }

  /** A new version from now on; findings that are there keep the figures they were reckoned from. */
  async change(caller: Caller, code: string, { cva, cvi, source, version }: VariationChange): Promise<void> {
    if (labItem(code)?.kind !== 'quantitative') throw new NotFound('检验项目');
    await this.db.asCaller(caller, async (em) => {
      await em.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`lab-variation ${code}`]);
      const [current]: { version: number }[] = await em.query('select version from lab_variation where item_code = $1 and replaced_at is null', [code]);
      if ((current?.version ?? 0) !== version) throw new Refusal(412, 'STALE_VERSION', '该项目的变异系数在您打开之后已被修改，请刷新后再试。');
      await em.query('update lab_variation set replaced_at = now() where item_code = $1 and replaced_at is null', [code]);
      await em.query(
        `insert into lab_variation (item_code, version, cva, cvi, source, confirmed, changed_by) values ($1, $2, $3, $4, $5, true, $6)`,
        [code, version + 1, cva, cvi, source, caller.username],
      );
    });
  }
}

const NONE = { cva: null, cvi: null, source: null, version: 0, confirmed: false, changedBy: null, changedAt: null };
