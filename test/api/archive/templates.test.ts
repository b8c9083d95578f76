import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import type { Person } from '../../support/facts.js';
import { connectSources, diabetic, type Fact } from './archive-bench.js';

interface Block { section: string; form: string; title: string | null; columns: string[] | null; period: string; order: string; limit: number | null; pageBreak: boolean; whenEmpty: string }
interface Template { id: string; name: string; version: number; status: string; scope: string; blocks: Block[]; versions: { version: number }[] }
interface Rendered { section: string; title: string; columns: { key: string }[]; facts: Fact[]; remark: string | null }

const block = (section: string, over: Partial<Block> = {}): Block => ({
  section, form: 'table', title: null, columns: null, period: 'all', order: 'newest', limit: null, pageBreak: false, whenEmpty: 'print', ...over,
});
let hospital: TestHospital;
let doctor: Visitor;
let colleague: Visitor;
let director: Visitor;
let person: Person;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  colleague = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D2' });
  director = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110' });
  await connectSources(hospital);
  person = await diabetic(hospital);
});
afterAll(() => hospital.stop());

const make = async (visitor: Visitor, blocks: Block[], over: object = {}) => visitor.post<Template>('/archive-templates', { name: '我的模板', scope: 'own', audience: 'staff', blocks, ...over });
const preview = async (visitor: Visitor, blocks: Block[]): Promise<Rendered[]> => (await visitor.post<{ blocks: Rendered[] }>('/archive-templates/preview', { beneficiaryId: person.id, blocks })).body.blocks;
const names = async (visitor: Visitor) => (await visitor.get('/archive-templates')).body.items.map(({ name }) => name);

describe('templates of the health record', () => {
  it('R-18.a a doctor makes one himself and generates by it, without an administrator', async () => {
    const { status, body } = await make(doctor, [block('profile'), block('labs', { title: '糖代谢', columns: ['name', 'result'], limit: 2 })]);
    expect([status, body.version, body.status]).toEqual([200, 1, 'draft']);
    const { body: version } = await doctor.post<{ blocks: Rendered[] }>(`/beneficiaries/${person.id}/archives`, { templateId: body.id });
    expect(version.blocks.map(({ title, columns, facts }) => [title, columns.map(({ key }) => key), facts.length])).toEqual([['基本信息', ['label', 'value'], expect.any(Number)], ['糖代谢', ['name', 'result'], 2]]);
  });

  it('draws the preview as it will be: order, period, columns, at most so many lines', async () => {
    const [visits, recent] = await preview(doctor, [block('visits', { order: 'oldest', limit: 2, columns: ['date', 'kind'] }), block('visits', { period: '1y' })]);
    expect(visits!.facts.map(({ cells }) => cells)).toEqual([{ date: '2024-05-06', kind: '门诊' }, { date: '2025-01-10', kind: '住院' }]);
    expect(recent!.facts.map(({ cells }) => cells['date'])).toEqual(['2026-02-02']);
  });

  it('R-18.b a change is a new version and leaves what was generated as it was', async () => {
    const { body: template } = await make(doctor, [block('profile')]);
    const { body: made } = await doctor.post<{ id: string; templateVersion: number; blocks: Rendered[] }>(`/beneficiaries/${person.id}/archives`, { templateId: template.id });
    const { body: changed } = await doctor.put<Template>(`/archive-templates/${template.id}`, { name: '改过的', audience: 'staff', blocks: [block('visits')], basedOn: 1 });
    expect([changed.version, changed.versions.map(({ version }) => version)]).toEqual([2, [2, 1]]);
    const { body: read } = await doctor.get<typeof made>(`/archives/${made.id}`);
    expect([read.templateVersion, read.blocks.map(({ section }) => section)]).toEqual([1, ['profile']]);
    expect((await doctor.put(`/archive-templates/${template.id}`, { name: 'x', audience: 'staff', blocks: [block('visits')], basedOn: 1 })).status).toBe(412);
  });

  it('R-18.c an empty block is hidden, or printed as 无, as the block says', async () => {
    const rendered = await preview(doctor, [block('surgeries', { period: '1y', whenEmpty: 'hide' }), block('visits', { period: '1y', order: 'newest' })]);
    expect(rendered.map(({ section }) => section)).toEqual(['surgeries', 'visits']);
    await hospital.database.query(`update surgery set deleted_at = now() where beneficiary_id = $1`, [person.id]);
    const [printed, ...others] = await preview(doctor, [block('surgeries'), block('surgeries', { whenEmpty: 'hide' })]);
    expect(others).toEqual([]);
    expect(printed!.remark).toMatch(/^无/);
  });

  it('R-18.d shows nobody a field that he has no right to, also by a template copied from somebody else', async () => {
    const { body: shared } = await make(director, [block('profile'), block('labs'), block('visits')], { name: '全科模板', scope: 'hospital' });
    await hospital.database.query(`delete from role_permission where role_code = 'HEAD_NURSE' and permission in ('lab:read', 'diagnosis:read')`);
    await hospital.database.query(`insert into role_permission (role_code, permission) values ('HEAD_NURSE', 'archive:template'), ('HEAD_NURSE', 'archive:generate')`);
    const nurse = await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' });
    const { body: copied } = await nurse.post<Template>(`/archive-templates/${shared.id}/copy`, { name: '我的副本' });
    expect(copied.blocks.map(({ section }) => section)).toContain('labs');
    const { body: version } = await nurse.post<{ id: string; blocks: Rendered[] }>(`/beneficiaries/${person.id}/archives`, { templateId: copied.id });
    for (const blocks of [await preview(nurse, copied.blocks), version.blocks]) {
      expect(blocks.map(({ section }) => section)).toEqual(['profile', 'visits']);
      expect(JSON.stringify(blocks)).not.toMatch(/糖尿病|高血压|HBA1C|糖化/);
    }
    const { body: whole } = await doctor.post<{ id: string }>(`/beneficiaries/${person.id}/archives`, { templateId: shared.id });
    const { body: read } = await nurse.get<{ blocks: Rendered[] }>(`/archives/${whole.id}`);
    expect(JSON.stringify(read)).not.toMatch(/糖尿病|高血压|糖化/);
    expect((await nurse.get('/archive-templates/sections')).body.items.map(({ key }) => key)).not.toContain('labs');
  });

  it('R-18.e one in use is not deleted but disabled; an unused one goes', async () => {
    const { body: template } = await make(doctor, [block('profile')], { name: '用过的' });
    await doctor.post(`/beneficiaries/${person.id}/archives`, { templateId: template.id });
    const remove = (id: string) => fetch(`${hospital.url}/api/v1/archive-templates/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${doctor.token}` } });
    expect((await remove(template.id)).status).toBe(409);
    expect((await doctor.post<Template>(`/archive-templates/${template.id}/disabling`)).body.status).toBe('disabled');
    expect((await doctor.post(`/beneficiaries/${person.id}/archives`, { templateId: template.id })).status).toBe(404);
    const { body: unused } = await make(doctor, [block('profile')]);
    expect((await remove(unused.id)).status).toBe(204);
  });

  it('is the maker’s own until it is published, to his department or to the hospital, by those who may', async () => {
    const { body: template } = await make(director, [block('profile')], { name: '科室版' });
    expect(await names(colleague)).not.toContain('科室版');
    expect((await colleague.get(`/archive-templates/${template.id}`)).status).toBe(404);
    expect((await doctor.post(`/archive-templates/${template.id}/publication`, { scope: 'hospital' })).status).toBe(403);
    await director.post(`/archive-templates/${template.id}/publication`, { scope: 'department' });
    expect(await names(colleague)).toContain('科室版');
    expect(await names(await hospital.signIn('DOCTOR', { departmentCode: '100201', staffNo: 'D5' }))).not.toContain('科室版');
    expect((await colleague.put(`/archive-templates/${template.id}`, { name: 'x', audience: 'staff', blocks: [block('visits')], basedOn: 1 })).status).toBe(403);
  });

  it('refuses blocks that do not exist', async () => {
    for (const wrong of [block('nosuch'), block('visits', { columns: ['salary'] }), block('visits', { form: 'chart' })]) expect((await make(doctor, [wrong])).status).toBe(400);
  });
});
