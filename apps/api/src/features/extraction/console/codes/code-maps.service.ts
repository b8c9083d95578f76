import { suggestCode } from '@cadre/connectors/suggestions/suggest-code';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { BadInput, NotFound } from '../../../../platform/http/refusal.js';
import { type ActiveSource, SourceRegistry } from '../../source-registry.js';
import { countAffected } from './affected-facts.js';
import type { CodeEntry } from './code-map.dto.js';

/** Gives codes of a source a meaning here. It counts from the next look at the lanes on. */
@Injectable()
export class CodeMapsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly registry: SourceRegistry,
  ) {}

  /** How many stored records may carry the code as it came. */
  async enter(caller: Caller, entry: CodeEntry): Promise<number> {
    caller.request.reason = entry.reason;
    const source = await this.set(caller, entry);
    return this.db.asSystem('codes', (em) => countAffected(em, source, entry));
  }

  /** Throws NotFound for a source that is not there, BadInput for a meaning that the table does not have. */
  async set(caller: Caller, { source: sourceId, table, code, target }: Omit<CodeEntry, 'reason'>): Promise<ActiveSource> {
    const source = await this.registry.configuredById(sourceId);
    if (!source) throw new NotFound('数据源');
    const { choices } = suggestCode(table, code);
    if (target !== null && choices.length > 0 && !choices.includes(target)) {
      throw new BadInput('对应值不在可选范围内。', [
        { field: 'target', message: `应为其中之一：${choices.join('、')}` },
      ]);
    }
    await this.db.asCaller(caller, async (em) => {
      await em.query(
        `insert into code_mapping (source_system, table_name, code, target, seen) values ($1, $2, $3, $4, 0)
         on conflict (source_system, table_name, code) do update set target = excluded.target`,
        [sourceId, table, code, target],
      );
      return { id: `${sourceId}/${table}` };
    });
    return source;
  }
}
