import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../platform/http/live-events.js';

const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;
const MIDNIGHT = `(date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`;

/** Whom a rule holds for: his own setting wins over that of his level. */
const WATCHED = `select b.id, b.confidential, b.care_level, b.care_level_until, r.kind, case when s.id is null then r.days else s.days end as days
  from beneficiary b join alert_rule r on r.care_level = coalesce(b.care_level, 'L9')
  left join alert_setting s on s.beneficiary_id = b.id and s.kind = r.kind
  where b.status = 'active' and coalesce(s.enabled, r.enabled)`;

/** What was set off, each with what it is about: the same thing is told once. */
const SET_OFF = `
  select w.id, w.confidential, w.kind, w.care_level_until::text as about, '级别到期前 ' || w.days || ' 天提醒' as rule,
    '级别 ' || coalesce(d.name, w.care_level) || ' 将于 ' || w.care_level_until || ' 到期' as value
  from watched w left join dictionary_item d on d.system = 'CARE_LEVEL' and d.code = w.care_level
  where w.kind = 'level-expiry' and w.care_level_until between ${TODAY} and ${TODAY} + w.days
  union all
  (select distinct on (w.id) w.id, w.confidential, w.kind, ${TODAY}::text, '到院即提醒', '今天到院就诊：' || coalesce(v.department_name, v.department_code, '科室不详')
   from visit v join watched w on w.id = v.beneficiary_id and w.kind = 'arrival'
   where v.visit_class <> 'inpatient' and v.started_at >= ${MIDNIGHT} and v.started_at <= now() and v.deleted_at is null order by w.id, v.started_at)
  union all
  select w.id, w.confidential, w.kind, v.id::text, '入院即提醒',
    '已入院：' || coalesce(v.department_name, v.department_code, '科室不详') || coalesce(' ' || nullif(v.bed_no, '') || ' 床', '')
  from visit v join watched w on w.id = v.beneficiary_id and w.kind = 'admission'
  where v.visit_class = 'inpatient' and v.status = 'in_hospital' and v.started_at >= now() - interval '24 hours' and v.deleted_at is null`;

/** Looks every minute for what the office wants to be told. Whoever does not see the person does not see the alert. */
@Injectable()
export class AlertWatch {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  @Cron('15 * * * * *', { timeZone: 'Asia/Shanghai' })
  async tick(): Promise<void> {
    if (this.environment.values.ROLE.includes('jobs')) await this.look();
  }

  /** How many alerts are new. May be repeated: what was told is not told again. */
  look(): Promise<number> {
    return this.db.asSystem('alerts', async (em) => {
      const told: { id: string }[] = await em.query(
        `with watched as materialized (${WATCHED})
         insert into person_alert (beneficiary_id, confidential, kind, about, rule, value) ${SET_OFF}
         on conflict (beneficiary_id, kind, about) do nothing returning beneficiary_id as id`,
      );
      await LiveEvents.announce(em, told.map(({ id }) => ({ topic: 'roster' as const, beneficiaryId: id })));
      return told.length;
    });
  }
}
