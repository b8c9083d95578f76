import type { AnyBody, Answer, TestHospital, Visitor } from '../../support/app.js';

export const REASON = '测试需要';

/** What a new role says unless the test says otherwise: it reads visits of its own department. */
export const ward = (name: string, given: Record<string, unknown> = {}): Record<string, unknown> => ({
  name, note: '', power: 'care', dataScope: 'department', pastAccess: false, mayBeCleared: false, scopeDepartments: [], levels: null, categories: null,
  fields: {}, permissions: ['visit:read', 'beneficiary:read'], ...given,
});

/** Administrators at work: one proposes, the other decides. */
export class RightsBench {
  constructor(
    readonly hospital: TestHospital,
    readonly sys: Visitor,
    readonly sec: Visitor,
  ) {}

  static async open(hospital: TestHospital): Promise<RightsBench> {
    return new RightsBench(hospital, await hospital.signIn('SYS_ADMIN'), await hospital.signIn('SEC_ADMIN'));
  }

  async userId(visitorName: string): Promise<string> {
    const [user] = await this.hospital.database.query<{ id: string }>('select id from app_user where username = $1', [visitorName]);
    return user!.id;
  }

  async make(name: string, given: Record<string, unknown> = {}): Promise<string> {
    return String((await this.sys.post('/roles', ward(name, given))).body['code']);
  }

  /** Changes what a role says, from what it says now. */
  async edit(code: string, change: Record<string, unknown>, by: Visitor = this.sys): Promise<Answer<AnyBody>> {
    const { body } = await by.get(`/roles/${code}`);
    const keys = ['name', 'note', 'dataScope', 'pastAccess', 'mayBeCleared', 'scopeDepartments', 'levels', 'categories', 'fields', 'permissions', 'version'];
    return by.put(`/roles/${code}`, { ...Object.fromEntries(keys.map((key) => [key, body[key]])), reason: REASON, ...change });
  }

  approve(answer: Answer<AnyBody>, by: Visitor = this.sec): Promise<Answer<AnyBody>> {
    return by.post(`/rights-changes/${String(answer.body['changeId'])}/approve`, { reason: REASON });
  }

  async give(userId: string, roleCode: string): Promise<void> {
    const asked = await this.sys.post(`/users/${userId}/roles`, { roleCode, reason: REASON });
    const { status, body } = await this.approve(asked);
    if (status !== 204) throw new Error(`${asked.status} ${status} ${JSON.stringify([asked.body, body])}`);
  }
}
