import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When it was put on record that somebody has died: from then on he is no longer among those who are looked after. */
export class DeceasedAt1800000000072 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table beneficiary add column deceased_at timestamptz;
      create function note_death() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        if new.status <> 'deceased' then
          new.deceased_at := null;
        elsif tg_op = 'INSERT' or old.status <> 'deceased' then
          new.deceased_at := now();
        end if;
        return new;
      end $fn$;
      create trigger beneficiary_death before insert or update of status on beneficiary for each row execute function note_death();
      update beneficiary b set deceased_at = coalesce(
        (select max(c.at) from change_log c where c.table_name = 'beneficiary' and c.row_id = b.id::text
           and c.after ->> 'status' = 'deceased' and c.before ->> 'status' is distinct from 'deceased'), b.created_at)
      where b.status = 'deceased'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
