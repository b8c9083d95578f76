import type { EntityManager } from 'typeorm';
import { BadInput } from '../../platform/http/refusal.js';

/**
 * Replaces the staff of a reception by these. The department is the one they are in now; whoever was there before keeps the
 * one that he had then. Throws BadInput for numbers that nobody active has.
 */
export async function noteStaff(em: EntityManager, receptionId: string, staffNos: readonly string[]): Promise<void> {
  await em.query('delete from reception_staff where reception_id = $1 and staff_no <> all ($2)', [receptionId, staffNos]);
  await em.query(
    `insert into reception_staff (reception_id, staff_no, beneficiary_id, confidential, staff_name, department_code)
     select r.id, s.staff_no, r.beneficiary_id, r.confidential, s.name, s.department_code
     from reception r join (select distinct on (staff_no) staff_no, name, department_code from staff where deleted_at is null order by staff_no, active desc) s
       on s.staff_no = any ($2) where r.id = $1 on conflict do nothing`,
    [receptionId, staffNos],
  );
  const [{ known }]: [{ known: number }] = await em.query('select count(*)::int as known from reception_staff where reception_id = $1', [receptionId]);
  if (known !== staffNos.length) throw new BadInput('接待人员中有不存在的工号，请重新选择。', [{ field: 'staffNos', message: '请从列表中选择' }]);
}
