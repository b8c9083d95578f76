import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '../../platform/database/row-guard.js';

/**
 * What sets know people by is read from an index alone, in the policies of a remembered reach as in the figures themselves; and events are
 * found by department, so that who sees a few of them does not read past all the others. Whoever sees all skips from one to the next.
 */
export class FiguresByDepartment1800000000070 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create unique index beneficiary_figure_no_key on beneficiary (figure_no) include (id, confidential);

      drop index care_event_counted_idx;
      create index care_event_counted_idx on care_event (kind, department_code, day)
        include (beneficiary_id, confidential, request_department_code, doctor_code, snap_type, snap_level, visits, request_visits, cases);

      drop index reception_started_at_idx;
      create index reception_counted_idx on reception (started_at)
        include (id, status, beneficiary_id, confidential, kind, ended_at, snap_type, snap_level, key_care, snap_key_care, dimensions);

      -- Runs with its owner's rights: its own condition is the rule, that of the policies once scope_remember() was called. Nobody 机密 is
      -- in it, and nobody at all before the call.
      create view reached_place as select b.id, b.figure_no from beneficiary b
        where not b.confidential and case when b.figure_no < (select length(nullif(current_setting('scope.reached', true), '')))
          then get_bit((select nullif(current_setting('scope.reached', true), '')::varbit), b.figure_no) = 1 else false end;
      comment on view reached_place is 'scoped by itself: places in sets of the people whose reach the transaction remembers';`);
    await grantToApp(db, 'reached_place', 'select');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
