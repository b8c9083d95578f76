import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { NotFound } from '../../../platform/http/refusal.js';
import type { AlertChoice, LevelAndKind, LevelRule, PersonAndKind, PersonSetting } from './alert.dto.js';

const daysOf = (kind: string, { days }: AlertChoice): number | null => (kind === 'level-expiry' ? (days ?? 30) : null);

/** What is watched: by level, and for one person where he is an exception. */
@Injectable()
export class AlertSettings {
  constructor(private readonly db: ScopedDatabase) {}

  levels(caller: Caller): Promise<LevelRule[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(`select care_level as "careLevel", kind, enabled, days from alert_rule order by care_level, kind`));
  }

  async setLevel(caller: Caller, { careLevel, kind }: LevelAndKind, choice: AlertChoice): Promise<void> {
    await this.db.asCaller(caller, (em) =>
      em.query(
        `update alert_rule set enabled = $3, days = $4, changed_by = $5, changed_at = now() where care_level = $1 and kind = $2`,
        [careLevel, kind, choice.enabled, daysOf(kind, choice), caller.username],
      ));
  }

  async ofPerson(caller: Caller, id: string): Promise<PersonSetting[]> {
    const rows: PersonSetting[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select r.kind, coalesce(s.enabled, r.enabled) as enabled, case when s.id is null then r.days else s.days end as days, s.id is not null as personal
         from beneficiary b join alert_rule r on r.care_level = coalesce(b.care_level, 'L9')
         left join alert_setting s on s.beneficiary_id = b.id and s.kind = r.kind where b.id = $1 order by r.kind`,
        [id],
      ));
    if (rows.length === 0) throw new NotFound('保健对象');
    return rows;
  }

  async setPerson(caller: Caller, { id, kind }: PersonAndKind, choice: AlertChoice): Promise<void> {
    const rows: unknown[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `insert into alert_setting (beneficiary_id, kind, enabled, days, confidential)
         select b.id, $2, $3, $4, b.confidential from beneficiary b where b.id = $1
         on conflict (beneficiary_id, kind) do update set enabled = excluded.enabled, days = excluded.days returning id`,
        [id, kind, choice.enabled, daysOf(kind, choice)],
      ));
    if (rows.length === 0) throw new NotFound('保健对象');
  }

  async resetPerson(caller: Caller, { id, kind }: PersonAndKind): Promise<void> {
    await this.db.asCaller(caller, (em) => em.query('delete from alert_setting where beneficiary_id = $1 and kind = $2', [id, kind]));
  }
}
