import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the others one statement a table does not do: endoscopies are settled person by person. */
const TABLES = ['visit', 'visit_transfer', 'checkup', 'checkup_section', 'surgery', 'consultation', 'mission', 'recall', 'abnormal_finding'];

/**
 * Whoever writes a fact no longer waits for the definitions to be planned anew: each table has its statement in a function of its own,
 * whose plan is kept by the connection. The statement itself is the one that stands.
 */
export class KeptPlansOfFigures1800000000059 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [{ source }]: [{ source: string }] = await db.query(`select prosrc as source from pg_proc where oid = 'refresh_care_events(text, uuid[])'::regprocedure`);
    const statement = /\$sql\$([\s\S]*)\$sql\$/.exec(source)?.[1];
    if (!statement) throw new Error('refresh_care_events is not what this migration builds on');
    for (const table of TABLES) {
      const own = statement.replaceAll('%1$s', table).replaceAll('%2$s', 'fact_id = any (ids)').replaceAll('$1', `'${table}'`);
      await db.query(`
        create function refresh_${table}_events(ids uuid[]) returns void language plpgsql security definer set search_path = public as $fn$
        begin
          ${own};
        end $fn$;
        revoke all on function refresh_${table}_events(uuid[]) from public;`);
    }
    await db.query(`
      alter function refresh_care_events(text, uuid[]) rename to refresh_all_care_events;
      create function refresh_care_events(asked text, ids uuid[]) returns void language plpgsql security definer set search_path = public as $fn$
      begin
        ${TABLES.map((table, at) => `${at ? 'elsif' : 'if'} ids is not null and asked = '${table}' then perform refresh_${table}_events(ids);`).join('\n        ')}
        else perform refresh_all_care_events(asked, ids);
        end if;
      end $fn$;
      revoke all on function refresh_care_events(text, uuid[]) from public;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
