import type { PoolClient } from 'pg';
import { adtMessage, type AdtFacts } from './adt-message.js';
import { EventRefused, findRow, nextNumber } from './desk.js';
import { enqueue } from './outbox.js';
import type { Row } from './table.js';

/** Writes the ADT message of a change into the outbox of the same transaction. */
export async function pushAdt(
  client: PoolClient,
  event: AdtFacts['event'],
  at: string,
  { brid, ...about }: { brid: string } & Pick<AdtFacts, 'outpatient' | 'stay' | 'replaced'>,
): Promise<void> {
  const patient = await findRow(client, 'brda', 'brid = $1', [brid]);
  if (!patient) throw new EventRefused(`没有病人 ${brid}`);
  const controlId = await nextNumber(client, 'HIS', at);
  // This HIS fills in MSH-18 about every second time; the bytes are GBK either way.
  const charset = Number(controlId.slice(-1)) % 2 === 0 ? 'GBK' : '';
  await enqueue(client, controlId, adtMessage({ event, controlId, at, charset, patient, ...about }));
}

export function need(row: Row | undefined, sentence: string): Row {
  if (!row) throw new EventRefused(sentence);
  return row;
}

export function text(row: Row, column: string): string {
  return row[column] ?? '';
}
