import type { StreamSpec } from '@cadre/connector-kit/connector';
import { codeTablesOf } from '@cadre/connector-kit/connector-schema';
import type { FieldRule, Mapping } from '@cadre/connector-kit/mapping';
import type { EntityManager } from 'typeorm';
import { FACT_KINDS } from '../../fact-kinds/fact-kinds.js';
import type { FactTable } from '../../fact-tables.js';
import type { ActiveSource } from '../../source-registry.js';

export interface AskedCode {
  readonly table: string;
  readonly code: string;
}

/** A statement that finds the stored records of one data set which may carry a code as its source wrote it. */
export interface AffectedFacts {
  readonly stream: StreamSpec;
  /** Columns key, inbox_id, inbox_index; $1 is the source, $2 the code. */
  readonly select: string;
}

/**
 * An unmapped code is stored as it came, so it is found in the columns that hold what this table translates. Lists of patients
 * are kept nowhere; they are mapped anew with their next full read.
 */
export function affectedFacts(source: ActiveSource, { table }: AskedCode): AffectedFacts[] {
  return source.connector.streams.flatMap((stream) => {
    const kind = FACT_KINDS[stream.target];
    if (!kind || !codeTablesOf(stream.mapping).includes(table)) return [];
    const own = holding(stream.mapping.fields, table, kind.table);
    const parts = kind.parts.flatMap(({ table: part, parentColumn }) =>
      Object.values(stream.mapping.parts ?? {}).flatMap(({ fields }) =>
        holding(fields, table, part).map(
          (column) => `exists (select 1 from ${part.name} p where p.${parentColumn} = f.id and p.${column} = $2)`,
        ),
      ),
    );
    const conditions = [...own.map((column) => `f.${column} = $2`), ...parts];
    if (conditions.length === 0) return [];
    return [
      {
        stream,
        select: `select f.source_key as key, f.inbox_id, f.inbox_index from ${kind.table.name} f
        where f.source_system = $1 and f.source_rank = ${stream.rank} and f.deleted_at is null and f.inbox_id is not null and (${conditions.join(' or ')})`,
      },
    ];
  });
}

export async function countAffected(em: EntityManager, source: ActiveSource, asked: AskedCode): Promise<number> {
  let affected = 0;
  for (const { select } of affectedFacts(source, asked)) {
    const [{ count }]: [{ count: number }] = await em.query(`select count(*)::int as count from (${select}) found`, [
      source.id,
      asked.code,
    ]);
    affected += count;
  }
  return affected;
}

function holding(fields: Mapping['fields'], table: string, into: FactTable): string[] {
  return Object.entries(fields).flatMap(([field, rule]: [string, FieldRule]) => {
    const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return rule.as !== 'constant' && rule.codes === table && into.columns[column] === 'text' ? [column] : [];
  });
}
