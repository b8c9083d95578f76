import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { Conflict } from '../../../../platform/http/refusal.js';
import { strictValidation } from '../../../../platform/http/validation.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../../../transfers/importer.port.js';
import { CodeEntry } from './code-map.dto.js';
import { CodeMapsService } from './code-maps.service.js';

const REASON = '批量导入';

interface Before {
  readonly source: string;
  readonly table: string;
  readonly code: string;
  readonly was: string | null;
  readonly is: string;
}

/** Meanings of codes of the sources from a file, by the rules of the page. It counts from the next look at the lanes on. */
@Injectable()
export class CodeMapImporter extends Importer {
  readonly kind = 'code-map';
  readonly title = '代码对照';
  readonly permission = 'sync:configure';
  readonly key = [['source', 'table', 'code']];
  private readonly rules = strictValidation();

  constructor(private readonly maps: CodeMapsService) {
    super();
  }

  async columns(em: EntityManager): Promise<readonly ImportColumn[]> {
    const sources: { id: string; name: string }[] = await em.query('select id, name from source order by id');
    return [
      { field: 'source', title: '数据源', required: true, example: sources[0]?.name ?? 'HIS', note: '数据源的名称或代码', choices: sources.map(({ id, name }) => ({ word: name, code: id })) },
      { field: 'table', title: '代码表', required: true, example: 'department', note: '与“代码对照”页面所列相同' },
      { field: 'code', title: '来源代码', required: true, example: 'A01', note: '来源系统中的代码，区分大小写。请设为文本格式' },
      { field: 'target', title: '对应', required: true, example: '100110', note: '本系统中的代码' },
    ];
  }

  async take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    const entry = (await this.rules.transform({ ...row, reason: REASON }, { type: 'body', metatype: CodeEntry })) as CodeEntry;
    const { source, table, code, target } = entry;
    const ref = `${source}/${table}/${code}`;
    const known = await targetOf(em, entry);
    if (known?.target === target) return { outcome: 'unchanged', ref };
    await this.maps.set(caller, entry);
    // A code that came from the source and meant nothing yet is new to whoever gives it a meaning.
    return { outcome: known?.target ? 'changed' : 'added', ref, before: { source, table, code, was: known?.target ?? null, is: target! } satisfies Before };
  }

  async undo(caller: Caller, em: EntityManager, { before }: Taken): Promise<void> {
    const { source, table, code, was, is } = before as Before;
    if ((await targetOf(em, { source, table, code }))?.target !== is) throw new Conflict('CHANGED_MEANWHILE', '导入之后又有修改，没有撤销。');
    await this.maps.set(caller, { source, table, code, target: was });
  }
}

async function targetOf(em: EntityManager, { source, table, code }: Pick<CodeEntry, 'source' | 'table' | 'code'>): Promise<{ target: string | null } | undefined> {
  const [found]: { target: string | null }[] = await em.query(
    'select target from code_mapping where source_system = $1 and table_name = $2 and code = $3', [source, table, code],
  );
  return found;
}
