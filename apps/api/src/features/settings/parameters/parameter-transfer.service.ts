import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { BadInput } from '../../../platform/http/refusal.js';
import type { ParameterRow, Value } from './parameter.dto.js';
import { ParameterAdmin } from './parameter-admin.service.js';
import { refusalOf } from './parameter-kinds.js';
import type { ParameterDifference, ParameterFile, ParameterImport, ParameterSetting } from './parameter-transfer.dto.js';
import { PARAMETERS, type ParameterName } from './parameters.js';

/** Parameters from one environment to another: out, looked at beside our own, in. */
@Injectable()
export class ParameterTransfer {
  constructor(private readonly admin: ParameterAdmin) {}

  async file(caller: Caller): Promise<ParameterFile> {
    const rows = await this.admin.list(caller);
    return { exportedAt: new Date(), parameters: rows.map(({ id, value }) => ({ id, value })) };
  }

  /** Writes nothing. What differs or cannot be taken stands first. */
  async compare(caller: Caller, given: readonly ParameterSetting[]): Promise<ParameterDifference[]> {
    refuseTwice(given);
    const rows = await this.admin.list(caller);
    const there = new Map(given.map(({ id, value }) => [id, value]));
    const known = rows.map((row) => differenceOf(row, there));
    const unknown = given
      .filter(({ id }) => !Object.hasOwn(PARAMETERS, id))
      .map(({ id, value }): ParameterDifference => ({
        id, name: id, here: null, there: shown(value), state: 'unknown', problem: '本系统没有这个参数', version: 0,
      }));
    return [...known, ...unknown].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  }

  /** All of it or nothing. */
  async take(caller: Caller, { parameters, reason }: ParameterImport): Promise<void> {
    refuseTwice(parameters);
    await this.admin.changeAll(caller, parameters, reason);
  }
}

const ORDER = ['refused', 'differs', 'unknown', 'missing', 'same'];

function differenceOf({ id, name, value, version }: ParameterRow, there: ReadonlyMap<string, unknown>): ParameterDifference {
  const row = { id, name, here: value, version };
  if (!there.has(id)) return { ...row, there: null, state: 'missing', problem: null };
  const given = there.get(id);
  const problem = refusalOf(PARAMETERS[id as ParameterName], given);
  if (problem) return { ...row, there: shown(given), state: 'refused', problem };
  return { ...row, there: given as Value, state: given === value ? 'same' : 'differs', problem: null };
}

/** Whatever stands in the file, as something that can be read. */
function shown(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value).slice(0, 200);
}

function refuseTwice(parameters: readonly ParameterSetting[]): void {
  const seen = new Set<string>();
  for (const { id } of parameters) {
    if (seen.has(id)) throw new BadInput(`文件中的参数 ${id} 出现了两次。`);
    seen.add(id);
  }
}
