import { Form, Input } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { DepartmentSelect } from './department-select.panel.js';

export type Staff = Schema<'StaffRow'>;

interface Values {
  readonly staffNo: string;
  readonly name: string;
  readonly departmentCode?: string | null;
  readonly title?: string | null;
  readonly position?: string | null;
  readonly specialty?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
}

export const readStaffAgain = () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/staff') });

/** 新增 and 修改 a person; of those from the HIS only phone, mail and specialty are ours. */
export function StaffForm({ staff, onClose }: { staff: Staff | 'new' | null; onClose: () => void }) {
  const isNew = staff === 'new';
  const fromHis = staff !== null && !isNew && staff.origin === 'his';
  async function save({ staffNo, ...facts }: Values): Promise<void> {
    if (staff === null) return;
    const empty = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value || null]));
    const body = { ...empty, name: facts.name };
    if (isNew) await api.request('/staff', { method: 'POST', body: { ...body, staffNo } });
    else await api.request(`/staff/${staff.id}`, { method: 'PATCH', body });
    await readStaffAgain();
  }
  const text = (name: keyof Values, label: string, longest: number, locked = fromHis) => (
    <Form.Item name={name} label={label}>
      <Input maxLength={longest} disabled={locked} />
    </Form.Item>
  );
  return (
    <DrawerForm<Values>
      open={staff !== null}
      title={isNew ? '新增人员' : '修改人员'}
      initial={isNew || staff === null ? {} : fieldsOf(staff)}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      {fromHis && <p className="weak">来自 HIS：姓名、科室、职称和岗位以 HIS 为准，这里只能修改手机、邮箱和专业。</p>}
      <Form.Item name="staffNo" label="工号" rules={[{ required: true, message: '请填写工号' }]}>
        <Input maxLength={64} disabled={!isNew} autoFocus={isNew} />
      </Form.Item>
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input maxLength={50} disabled={fromHis} />
      </Form.Item>
      {!fromHis && (
        <Form.Item name="departmentCode" label="科室">
          <DepartmentSelect label="科室" />
        </Form.Item>
      )}
      {fromHis && <Form.Item name="departmentCode" hidden />}
      {text('title', '职称', 50)}
      {text('position', '岗位', 50)}
      {text('specialty', '专业', 100, false)}
      <Form.Item name="phone" label="手机" rules={[{ pattern: /^1[3-9]\d{9}$/, message: '请填写 11 位手机号' }]}>
        <Input maxLength={11} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="email" label="邮箱" rules={[{ type: 'email', message: '邮箱格式不正确' }]}>
        <Input maxLength={100} />
      </Form.Item>
    </DrawerForm>
  );
}

const fieldsOf = ({ staffNo, name, departmentCode, title, position, specialty, phone, email }: Staff): Values => ({
  staffNo, name, departmentCode, title, position, specialty, phone, email,
});
