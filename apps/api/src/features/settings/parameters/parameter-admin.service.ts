import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { ParameterChange, ParameterHistoryRow, ParameterRow } from './parameter.dto.js';
import { type ParameterKind, refusalOf } from './parameter-kinds.js';
import { PARAMETERS, type ParameterName } from './parameters.js';
import { ParametersService } from './parameters.service.js';

interface Stored {
  readonly id: string;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

interface Change {
  readonly id: string;
  readonly value: unknown;
  /** As it was read; 0 when nobody had set it. */
  readonly version: number;
}

/** What administrators see and set. */
@Injectable()
export class ParameterAdmin {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: ParametersService,
  ) {}

  async list(caller: Caller): Promise<ParameterRow[]> {
    const stored: Stored[] = await this.db.asCaller(caller, (em) =>
      em.query('select id, version, changed_by as "changedBy", changed_at as "changedAt" from parameter'),
    );
    await this.parameters.reload();
    const byId = new Map(stored.map((row) => [row.id, row]));
    return (Object.keys(PARAMETERS) as ParameterName[]).map((id) => this.rowOf(id, byId.get(id)));
  }

  async change(caller: Caller, id: string, { reason, ...given }: ParameterChange): Promise<void> {
    await this.changeAll(caller, [{ id, ...given }], reason);
  }

  /** All in one transaction. Two administrators never overwrite each other: the version that was read comes back with the change. */
  async changeAll(caller: Caller, changes: readonly Change[], reason: string): Promise<void> {
    for (const { id, value } of changes) {
      const parameter = parameterOf(id);
      const refusal = refusalOf(parameter, value);
      if (refusal) throw new BadInput(`${parameter.name}：${refusal}。`, [{ field: 'value', message: refusal }]);
    }
    caller.request.reason = reason;
    // In one order, so that two imports at once never wait for each other.
    const inOrder = [...changes].sort((a, b) => (a.id < b.id ? -1 : 1));
    await this.db.asCaller(caller, async (em) => {
      for (const { id, value, version } of inOrder) {
        await this.refuseStale(em, id, version);
        await em.query(
          `insert into parameter (id, value, changed_by) values ($1, $2, $3)
           on conflict (id) do update set value = excluded.value, version = parameter.version + 1, changed_by = excluded.changed_by, changed_at = now()`,
          [id, JSON.stringify(value), caller.username],
        );
      }
    });
    await this.parameters.reload();
  }

  async reset(caller: Caller, id: string, reason: string): Promise<void> {
    parameterOf(id);
    caller.request.reason = reason;
    await this.db.asCaller(caller, (em) => em.query('delete from parameter where id = $1', [id]));
    await this.parameters.reload();
  }

  async history(caller: Caller, id: string): Promise<ParameterHistoryRow[]> {
    parameterOf(id);
    return this.db.asCaller(caller, (em) => em.query(`select at, actor as "changedBy", before, after from parameter_history($1)`, [id]));
  }

  private async refuseStale(em: EntityManager, id: string, version: number): Promise<void> {
    await em.query(`select pg_advisory_xact_lock(hashtextextended('parameter ' || $1, 0))`, [id]);
    const [stored]: { version: number; changedBy: string }[] = await em.query('select version, changed_by as "changedBy" from parameter where id = $1', [id]);
    if ((stored?.version ?? 0) !== version) {
      throw new Conflict('STALE_VERSION', `参数“${parameterOf(id).name}”已被${stored ? ` ${stored.changedBy} ` : '恢复为默认值，'}修改，请刷新后再试。`);
    }
  }

  private rowOf(id: ParameterName, stored: Stored | undefined): ParameterRow {
    const parameter: ParameterKind = PARAMETERS[id];
    const { group, name, description, kind } = parameter;
    return {
      id, group, name, description, kind, value: this.parameters.value(id), default: parameter.default,
      least: parameter.kind === 'number' ? parameter.least : null,
      most: parameter.kind === 'number' ? parameter.most : null,
      unit: parameter.kind === 'number' ? parameter.unit : null,
      choices: parameter.kind === 'choice' ? Object.entries(parameter.choices).map(([value, words]) => ({ value, name: words })) : [],
      version: stored?.version ?? 0, changedBy: stored?.changedBy ?? null, changedAt: stored?.changedAt ?? null,
    };
  }
}

function parameterOf(id: string): ParameterKind {
  if (!Object.hasOwn(PARAMETERS, id)) throw new NotFound('参数');
  return PARAMETERS[id as ParameterName];
}
