import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import { BadInput, NotFound, Refusal } from '../../platform/http/refusal.js';

export type HangingTable = 'person_contact' | 'insurance_policy';

const WORDS: Readonly<Record<HangingTable, string>> = { person_contact: '联系人', insurance_policy: '保单' };

export const VALIDITY = `valid_from as "validFrom", valid_until as "validUntil", note, version,
  not daterange(valid_from, valid_until, '[]') @> (now() at time zone 'Asia/Shanghai')::date as expired`;

export function checkPeriod({ validFrom, validUntil }: { validFrom?: string | null; validUntil?: string | null }): void {
  if (validFrom && validUntil && validUntil < validFrom) {
    throw new BadInput('填写的内容有误，请按提示修改。', [{ field: 'validUntil', message: '截止日期早于起始日期' }]);
  }
}

/** Hangs a row on a person whom the caller of `em` sees; his label is the row's. */
export async function hang(em: EntityManager, table: HangingTable, personId: string, columns: Readonly<Record<string, unknown>>): Promise<string> {
  const names = Object.keys(columns);
  const rows: { id: string }[] = await em.query(
    `insert into ${table} (beneficiary_id, confidential, ${names.join(', ')})
     select b.id, b.confidential, ${names.map((_, i) => `$${i + 2}`).join(', ')} from beneficiary b where b.id = $1 returning id`,
    [personId, ...Object.values(columns)],
  );
  if (!rows[0]) throw new NotFound('保健对象');
  await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId: personId }]);
  return rows[0].id;
}

/** Changes a row that hangs on a person; whoever read an older one is told. */
export async function changeHanging(
  em: EntityManager, table: HangingTable, { id, partId }: { id: string; partId: string }, version: number | undefined, columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (version === undefined) throw new Refusal(428, 'VERSION_NEEDED', `请先打开最新的${WORDS[table]}再修改：缺少所依据的版本号。`);
  const names = Object.keys(columns);
  const [held]: { version: number }[] = await em.query(`select version from ${table} where id = $1 and beneficiary_id = $2 for update`, [partId, id]);
  if (!held) throw new NotFound(WORDS[table]);
  if (held.version !== version) throw new Refusal(412, 'STALE_VERSION', `该${WORDS[table]}在您打开之后已被修改，请刷新后再试。`);
  await em.query(
    `update ${table} set ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')}, version = version + 1, updated_at = now() where id = $1`,
    [partId, ...Object.values(columns)],
  );
  await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId: id }]);
}

export async function takeAway(em: EntityManager, table: HangingTable, { id, partId }: { id: string; partId: string }): Promise<void> {
  const [, count]: [unknown, number] = await em.query(`delete from ${table} where id = $1 and beneficiary_id = $2`, [partId, id]);
  if (count === 0) throw new NotFound(WORDS[table]);
  await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId: id }]);
}
