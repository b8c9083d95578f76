import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import type { TestHospital, Visitor } from '../../support/app.js';

/** A reception and a mission, each with a file that goes by the same id as what it stands with. Answers with the ids. */
export async function attachedFiles(hospital: TestHospital, clerk: Visitor, beneficiaryId: string): Promise<{ receptions: string; missions: string }> {
  const { body: reception } = await clerk.post<{ id: string }>('/receptions', { beneficiaryId, kind: 'CLINIC', staffNos: ['G1'], keyCare: false });
  const { body: mission } = await clerk.post<{ id: string }>('/missions', {
    missionNo: 'SJ-1', title: '审计任务', kind: 'CONFERENCE', receivedAt: '2026-03-01T08:00:00+08:00', startsAt: '2026-03-02T08:00:00+08:00', endsAt: '2026-03-02T12:00:00+08:00',
    staff: [{ staffNo: 'G1' }], beneficiaryIds: [],
  });
  for (const [to, { id }] of [['reception', reception], ['mission', mission]] as const) {
    await hospital.database.query(
      `insert into work_attachment (id, ${to}_id, name, media_type, bytes, sha256, content_cipher, added_by, added_by_name)
       values ($1, $1, '说明.txt', 'text/plain', 2, repeat('0', 64), $2, 'test', '测试')`,
      [id, hospital.app.get(FieldCipher, { strict: false }).sealPayload(Buffer.from('ok'))]);
  }
  return { receptions: reception.id, missions: mission.id };
}
