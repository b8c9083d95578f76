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

/** Everything that was read of care teams is read anew. */
export function forgetCareTeams(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && (path.endsWith('/care-team') || path === '/confidential-matters') });
}

/** 提请照护团队成员: another one who may open the person confirms. */
export function CareTeamForm({ personId, open, onClose }: { personId: string; open: boolean; onClose: () => void }) {
  const save = async ({ from, ...values }: Values) => {
    await api.request(`/beneficiaries/${personId}/care-team`, { method: 'POST', body: { ...values, ...(from ? { from } : {}) } });
    forgetCareTeams();
  };
  return (
    <DrawerForm<Values> open={open} title="提请照护团队成员" saveText="提请" saved="已提请，等待另一位有权人员确认" width={520} onSave={save} onClose={onClose}>
      <p style={{ marginBottom: 12 }}>
        照护团队成员在有效期内、在自己的数据范围内可以查看这位机密对象，不必逐次说明理由，每次操作都记入日志。须由您以外、同样有权打开此人档案的人员确认。
      </p>
      <Form.Item name="userId" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
        <ColleagueSelect label="人员" />
      </Form.Item>
      <PeriodItems />
      <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }, { min: 4, message: '请至少写 4 个字' }]}>
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} placeholder="例如：住院期间责任护士" />
      </Form.Item>
    </DrawerForm>
  );
}
