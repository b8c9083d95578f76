import type { TestDatabase } from '../../support/database.js';

interface Given {
  readonly staffNo: string;
  readonly name: string;
  readonly departmentCode?: string;
  readonly title?: string;
}

/** Somebody of the staff as the HIS names him. Answers with his id. */
export async function addStaff(db: TestDatabase, { staffNo, name, departmentCode = '100105', title }: Given): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `insert into staff (source_system, source_key, source_version, source_rank, content_hash, staff_no, name, department_code, title)
     values ('his', $1, now(), 1, $1, $1, $2, $3, $4) returning id`,
    [staffNo, name, departmentCode, title ?? null],
  );
  return row!.id;
}
