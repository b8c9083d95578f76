import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import { type Caller, TODAY_LIST } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { Parameters } from '../settings/parameters.port.js';
import type { Me, Preference } from './auth.dto.js';

const MOST_BYTES = 16_384;

/** The signed-in user himself. */
@Injectable()
export class MeQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
    private readonly environment: Environment,
  ) {}

  async describe(caller: Caller): Promise<Me> {
    const [names]: { departmentName: string | null; roles: Me['roles'] }[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select (select name from department where code = $1) as "departmentName",
           (select coalesce(json_agg(json_build_object('code', code, 'name', name) order by sort), '[]') from role where code = any ($2)) as roles`,
        [caller.departmentCode, caller.roles],
      ),
    );
    return {
      id: caller.userId,
      username: caller.username,
      name: caller.name,
      staffNo: caller.staffNo,
      departmentCode: caller.departmentCode,
      departmentName: names!.departmentName,
      roles: names!.roles,
      permissions: [...caller.permissions].sort(),
      scopeNote: scopeNote(caller, names!.departmentName),
      duty: caller.duty,
      lockAfterMinutes: Math.min(this.parameters.value('security.lockMinutes'), this.environment.values.SESSION_IDLE_MINUTES),
      watermark: this.parameters.value('display.watermark'),
      abnormalColours: this.parameters.value('lab.abnormalColours'),
    };
  }

  async preference(caller: Caller, key: string): Promise<Preference> {
    const [row]: Preference[] = await this.db.asCaller(caller, (em) =>
      em.query('select value from user_preference where user_id = $1 and key = $2', [caller.userId, key]),
    );
    return row ?? { value: null };
  }

  async savePreference(caller: Caller, key: string, value: Record<string, unknown>): Promise<void> {
    const text = JSON.stringify(value);
    if (Buffer.byteLength(text) > MOST_BYTES) throw new BadInput('个人设置内容过大，请减少后再保存。');
    await this.db.asCaller(caller, (em) =>
      em.query(
        `insert into user_preference (user_id, key, value) values ($1, $2, $3)
         on conflict (user_id, key) do update set value = excluded.value, updated_at = now()`,
        [caller.userId, key, text],
      ),
    );
  }
}

function scopeNote({ scope, permissions }: Caller, departmentName: string | null): string {
  if (!permissions.has('visit:read') && !permissions.has('beneficiary:read')) return '无业务数据';
  if (scope.allPeople) return scope.cleared ? '全院' : '全院（不含机密对象）';
  if (scope.clauses.length === 0) return '无数据范围';
  if (scope.clauses.every(({ departments }) => departments.includes(TODAY_LIST))) return '今日名单';
  if (scope.clauses.some(({ levels, categories, peopleOf }) => levels ?? categories ?? peopleOf)) return '按角色限定的人员';
  const place = departmentName ?? '本科室';
  const range = scope.staffNo ? `本人经治与${place}在诊` : scope.pastAccess ? `${place}及下级` : `${place}在诊`;
  return scope.cleared ? range : `${range}（不含机密对象）`;
}
