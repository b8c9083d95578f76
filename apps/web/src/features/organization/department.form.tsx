import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { DepartmentSelect } from './department-select.panel.js';
import { type DepartmentNode, KIND_CHOICES, readDepartmentsAgain } from './department-words.js';
import { StaffSelect } from './staff-select.panel.js';

interface Values {
  readonly code: string;
  readonly name: string;
  readonly parentCode?: string | null;
  readonly kind: 'clinical';
  readonly handlesVisits: boolean;
  readonly sort: number;
  readonly headStaffNo?: string | null;
  readonly headNurseStaffNo?: string | null;
}

/** 新增 and 修改 a department; what the HIS says of it is shown and cannot be typed over. */
export function DepartmentForm({ department, onClose }: { department: DepartmentNode | 'new' | null; onClose: () => void }) {
  const isNew = department === 'new';
  const fromHis = department !== null && !isNew && department.origin === 'his';
  async function save(values: Values): Promise<void> {
    if (department === null) return;
    if (isNew) {
      const { code, name, parentCode, kind, handlesVisits } = values;
      await api.request('/departments', { method: 'POST', body: { code, name, parentCode: parentCode ?? null, kind, handlesVisits } });
    } else {
      const { name, kind, sort, headStaffNo, headNurseStaffNo } = values;
      const body = { name, kind, sort, headStaffNo: headStaffNo ?? null, headNurseStaffNo: headNurseStaffNo ?? null };
      await api.request(`/departments/${department.code}`, { method: 'PATCH', body });
    }
    await readDepartmentsAgain();
  }
  return (
    <DrawerForm<Values>
      open={department !== null}
      title={isNew ? '新增科室' : '修改科室'}
      initial={isNew || department === null ? { kind: 'clinical', handlesVisits: false } : (department as Partial<Values>)}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      {fromHis && <p className="weak">来自 HIS：名称、上级和启停以 HIS 为准，这里只能修改类别、排序和负责人。</p>}
      {isNew && (
        <>
          <Form.Item name="code" label="编码" extra="建立后不能修改" rules={[{ required: true, message: '请填写编码' }]}>
            <Input maxLength={64} autoFocus />
          </Form.Item>
          <Form.Item name="parentCode" label="上级科室">
            <DepartmentSelect label="上级科室" placeholder="没有上级" />
          </Form.Item>
        </>
      )}
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
        <Input maxLength={50} disabled={fromHis} />
      </Form.Item>
      <Form.Item name="kind" label="类别">
        <Select options={KIND_CHOICES} />
      </Form.Item>
      {isNew ? (
        <Form.Item name="handlesVisits" label="需处理就诊" valuePropName="checked">
          <Switch />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="headStaffNo" label="负责人">
            <StaffSelect label="负责人" />
          </Form.Item>
          <Form.Item name="headNurseStaffNo" label="护士长">
            <StaffSelect label="护士长" />
          </Form.Item>
          <Form.Item name="sort" label="排序">
            <InputNumber min={0} max={100_000} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
    </DrawerForm>
  );
}
