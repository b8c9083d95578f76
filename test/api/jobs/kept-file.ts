import { CallerSource } from '../../../apps/api/src/platform/access/caller.js';
import { FileVault } from '../../../apps/api/src/platform/files/file-vault.js';
import type { TestHospital } from '../../support/app.js';

/** A file about one person that the server has made for somebody who has signed in. Answers its id. */
export async function keptFile(hospital: TestHospital, username: string, about: string): Promise<string> {
  const [session] = await hospital.database.query<{ user: string; id: string }>(
    'select s.user_id as user, s.id from session s join app_user u on u.id = s.user_id where u.username = $1', [username]);
  const caller = await hospital.app.get(CallerSource, { strict: false }).callerOfAccount(session!.user, session!.id, {
    traceId: 'feedfacefeedface', ip: '127.0.0.1', device: 'test', operation: 'POST /exports', object: 'exports', audit: 'export', params: {}, query: {},
    isListFile: false, background: true, csv: false, reason: null, trailed: false,
  });
  return hospital.app.get(FileVault, { strict: false }).keep(
    caller!, { name: '名单.csv', mediaType: 'text/csv', permission: 'beneficiary:export', people: () => [about] }, Buffer.from('编号'));
}
