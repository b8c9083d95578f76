import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who took part in a reception is found by its time: 医护接待量 of a year no longer reads all the years before it. And whoever writes a new
 * fact, which is an upsert of its events, no longer has figures worked out of changed and removed events that there are none of.
 */
export class LeanFigures1800000000065 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table reception_staff add column counted_at timestamptz;
      update reception_staff s set counted_at = r.started_at from reception r where r.id = s.reception_id and r.status = 'done';
      create index reception_staff_counted_idx on reception_staff (counted_at)
        include (reception_id, staff_no, staff_name, department_code, beneficiary_id, confidential) where counted_at is not null;

      create function reception_staff_placed() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        new.counted_at := (select r.started_at from reception r where r.id = new.reception_id and r.status = 'done');
        return new;
      end $fn$;
      create trigger reception_staff_placed before insert or update of reception_id on reception_staff for each row execute function reception_staff_placed();
      create function reception_moved() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        update reception_staff set counted_at = case when new.status = 'done' then new.started_at end where reception_id = new.id;
        return null;
      end $fn$;
      create trigger reception_moved after update on reception for each row
        when ((old.status, old.started_at) is distinct from (new.status, new.started_at)) execute function reception_moved();`);
    for (const name of ['care_day_update', 'care_day_delete', 'care_set_update', 'care_set_delete']) await skipNothing(db, name);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

/** Lets a trigger function end at once where no row was changed. */
async function skipNothing(db: QueryRunner, name: string): Promise<void> {
  const [{ source }]: [{ source: string }] = await db.query(`select prosrc as source from pg_proc where oid = $1::regprocedure`, [`${name}()`]);
  await db.query(`
    create or replace function ${name}() returns trigger language plpgsql security definer set search_path = public as $fn$${source.replace(
      'begin', 'begin\n        if not exists (select from earlier) then return null; end if;')}$fn$;`);
}
