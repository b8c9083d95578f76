import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = 'fact_table, fact_id, part_no, kind, day, at, until, beneficiary_id, confidential, department_code, department_name, '
  + 'request_department_code, request_department_name, doctor_code, doctor_name, visits, request_visits, cases';
const SNAPSHOT = 'snap_type, snap_level, snap_category, snap_key_care';
const dayOf = (at: string): string => `((${at}) at time zone 'Asia/Shanghai')::date`;
const NO_DEPARTMENT = 'null::text, null::text, null::text, null::text, null::text';
const OUTSIDE = `case c.kind when 'external' then 'consultation-external' else 'consultation' end`;

/**
 * What the hospital itself records and reports: people looked after in missions, 随访 that was done, critical values that were dealt with.
 * They belong to no department. A mission that somebody 机密 is part of counts for him alone: who may not open him does not learn of it.
 */
const DUE: Readonly<Record<string, string>> = {
  mission: `
    select 'mission' as fact_table, m.id as fact_id, p.beneficiary_id::text as part_no,
      case m.kind when 'CONFERENCE' then 'mission-conference' when 'TRAVEL' then 'mission-travel' else 'mission-other' end as kind,
      ${dayOf('m.starts_at')} as day, m.starts_at as at, null::timestamptz as until, p.beneficiary_id, p.confidential,
      ${NO_DEPARTMENT}, null::text, 1, 1, 1, p.snap_type, p.snap_level, p.snap_category, p.snap_key_care
    from mission m join mission_person p on p.mission_id = m.id join beneficiary b on b.id = p.beneficiary_id
    where m.status = 'done' and (b.left_at is null or m.starts_at < b.left_at)
      and (p.confidential or not exists (select 1 from mission_person o where o.mission_id = m.id and o.confidential))`,
  recall: person('recall', { kind: 'follow-up', at: 'r.handled_at', by: 'r.handled_by_name', where: `r.status = 'done'` }),
  abnormal_finding: person('abnormal_finding', {
    kind: 'critical-value', at: 'r.status_at', by: 'r.status_by', where: `r.status = 'closed' and r.void_at is null and 'critical' = any (r.kinds)`,
  }),
};

/** What is recorded of one person by one of the staff. */
function person(table: string, { kind, at, by, where }: Readonly<Record<'kind' | 'at' | 'by' | 'where', string>>): string {
  return `
    select '${table}' as fact_table, r.id as fact_id, '' as part_no, '${kind}' as kind, ${dayOf(at)} as day, ${at} as at, null::timestamptz as until,
      r.beneficiary_id, r.confidential, ${NO_DEPARTMENT}, ${by}, 1, 1, 1, b.primary_category,
      case when b.primary_category = 'vip' then null else level_held(r.beneficiary_id, ${dayOf(at)}) end, b.person_categories, b.key_care
    from ${table} r join beneficiary b on b.id = r.beneficiary_id where ${where} and ${at} is not null and (b.left_at is null or ${at} < b.left_at)`;
}

interface Followed {
  readonly table: string;
  readonly of: string;
  readonly key: string;
  readonly decides: readonly string[];
  /** Which rows can count at all. */
  readonly only: string;
}

const FOLLOWED: readonly Followed[] = [
  { table: 'mission', of: 'mission', key: 'id', decides: ['status', 'kind', 'starts_at'], only: `status = 'done'` },
  { table: 'mission_person', of: 'mission', key: 'mission_id', decides: ['beneficiary_id', 'confidential'], only: 'true' },
  { table: 'recall', of: 'recall', key: 'id', decides: ['status', 'handled_at', 'handled_by_name', 'beneficiary_id', 'confidential'], only: `status = 'done'` },
  {
    table: 'abnormal_finding', of: 'abnormal_finding', key: 'id', decides: ['status', 'status_at', 'status_by', 'kinds', 'void_at', 'beneficiary_id', 'confidential'],
    only: `status = 'closed'`,
  },
];

/** 保健任务, 随访 and 危急值处理 become events that are counted, and consultations are told apart into those inside the house and those outside. */
export class ReportLines1800000000045 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [table, due] of Object.entries(DUE)) {
      await db.query(`create view v_due_${table} (${COLUMNS}, ${SNAPSHOT}) with (security_invoker = true) as ${due}`);
    }
    const [{ sql }]: [{ sql: string }] = await db.query(`select rtrim(pg_get_viewdef('v_due'::regclass), '; ') as sql`);
    const added = Object.keys(DUE).map((table) => ` union all select ${COLUMNS}, ${SNAPSHOT} from v_due_${table}`);
    await db.query(`create or replace view v_due with (security_invoker = true) as ${sql}${added.join('')}`);
    for (const followed of FOLLOWED) await follow(db, followed);
    await rewrite(db, 'rebuild_figures(date, date)', [[`'exam_report', 'consultation'`, `'exam_report', 'consultation', ${Object.keys(DUE).map((name) => `'${name}'`).join(', ')}`]]);
    await rewrite(db, 'standing_returned()', [['return null;', `${returning}\n      return null;`]]);
    await outsideConsultations(db);
    await db.query(`select refresh_care_events(t, null) from unnest(array['mission', 'recall', 'abnormal_finding']) t`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

const returning = `perform refresh_care_events('recall', array(select id from recall where beneficiary_id = new.id));
      perform refresh_care_events('abnormal_finding', array(select id from abnormal_finding where beneficiary_id = new.id and status = 'closed'));
      perform refresh_care_events('mission', array(select mission_id from mission_person where beneficiary_id = new.id));`;

/** Statement triggers: what counts changes in the transaction that writes the record. */
async function follow(db: QueryRunner, { table, of, key, decides, only }: Followed): Promise<void> {
  const compared = (alias: string): string => decides.map((name) => `${alias}.${name}`).join(', ');
  const changed: Readonly<Record<string, readonly [sql: string, seen: string]>> = {
    insert: [`select ${key} from later where ${only}`, 'new table as later'],
    delete: [`select ${key} from earlier where ${only}`, 'old table as earlier'],
    update: [
      key === 'id'
        ? `select l.id from later l join earlier e using (id) where (${compared('l')}) is distinct from (${compared('e')}) and (l.${only} or e.${only})`
        : `select ${key} from later union select ${key} from earlier`,
      'old table as earlier new table as later',
    ],
  };
  for (const [act, [ids, seen]] of Object.entries(changed)) {
    await db.query(`
      create function ${table}_counted_${act}() returns trigger language plpgsql security definer set search_path = public as $fn$
      declare ids uuid[] := array(select distinct * from (${ids}) touched);
      begin
        if cardinality(ids) > 0 then perform refresh_care_events('${of}', ids); end if;
        return null;
      end $fn$;
      create trigger ${table}_counted_${act} after ${act} on ${table}
        referencing ${seen} for each statement execute function ${table}_counted_${act}();`);
  }
}

/** 院外会诊 are a kind of their own; 会诊 as a whole counts both. */
async function outsideConsultations(db: QueryRunner): Promise<void> {
  await db.query(`
    create or replace view v_due_consultation with (security_invoker = true) as
      select c.*, ${dayOf('c.at')} as day, b.primary_category as snap_type,
        case when b.primary_category = 'vip' then null else level_held(c.beneficiary_id, ${dayOf('c.at')}) end as snap_level,
        b.person_categories as snap_category, b.key_care as snap_key_care
      from (
        select 'consultation', c.id, p.part_no, ${OUTSIDE}, coalesce(c.ended_at, c.started_at, c.requested_at), null::timestamptz, c.beneficiary_id, c.confidential,
          p.department_code, p.department_name, c.request_department_code, c.request_department_name, null, p.doctors, 1, case when p.nth = 1 then 1 else 0 end, 1
        from consultation c, lateral (
          select coalesce(o.department_code, o.participant_no) as part_no, o.department_code, max(o.department_name) as department_name,
            string_agg(o.doctor_name, '、' order by o.participant_no) as doctors,
            row_number() over (order by coalesce(o.department_code, o.participant_no)) as nth
          from consultation_participant o where o.consultation_id = c.id
          group by coalesce(o.department_code, o.participant_no), o.department_code) p
        where c.deleted_at is null and c.status = 'finished') c (${COLUMNS.replace(' day,', '')}) join beneficiary b on b.id = c.beneficiary_id
      where b.left_at is null or c.at < b.left_at`);
  await rewrite(db, 'consultation_counted_update()', [['l.status,', 'l.status, l.kind,'], ['e.status,', 'e.status, e.kind,']]);
  await db.query(`select refresh_care_events('consultation', array(select id from consultation where kind = 'external' and status = 'finished'))`);
}

/** Changes words of a function as it stands, whoever wrote it last. */
async function rewrite(db: QueryRunner, name: string, words: readonly (readonly [from: string, to: string])[]): Promise<void> {
  const [{ sql }]: [{ sql: string }] = await db.query('select pg_get_functiondef($1::regprocedure) as sql', [name]);
  let changed = sql;
  for (const [from, to] of words) {
    if (!changed.includes(from)) throw new Error(`${name} does not read as expected`);
    changed = changed.replace(from, to);
  }
  await db.query(changed);
}
