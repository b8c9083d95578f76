import { Form, Input } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { ColleagueSelect } from './colleague-select.panel.js';
import { PeriodItems } from './period-items.panel.js';

interface Values {
  readonly userId: string;
  readonly from?: string;
  readonly until: string;
  readonly reason: string;
}

/** 提请机密授权: somebody else decides. */
export function NewClearanceForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const save = async ({ from, ...values }: Values) => {
    await api.request('/clearances/proposals', { method: 'POST', body: { ...values, ...(from ? { from } : {}) } });
    await queries.invalidateQueries({ queryKey: ['/clearances/proposals'] });
  };
  return (
    <DrawerForm<Values> open={open} title="提请机密授权" saveText="提请" saved="已提请，等待安全管理员审批" width={520} onSave={save} onClose={onClose}>
      <p style={{ marginBottom: 12 }}>
        由安全管理员审批后生效，到期自动失效。仅院领导、科主任（限本科室及下级科室）可以获得；干保办主任须逐人授予。不能为自己提请。
      </p>
      <Form.Item name="userId" label="授权给" rules={[{ required: true, message: '请选择人员' }]}>
        <ColleagueSelect label="授权给" clearable />
      </Form.Item>
      <PeriodItems />
      <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }, { min: 4, message: '请至少写 4 个字' }]}>
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} placeholder="例如：分管干部保健工作" />
      </Form.Item>
    </DrawerForm>
  );
}
