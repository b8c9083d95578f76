import { Form, Input, Radio } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { choicesOf, FINDING_STATUS, type Finding } from './audit.js';

interface Values {
  status: 'explained' | 'violation';
  note: string;
}

const DECISIONS = choicesOf(FINDING_STATUS).filter(({ value }) => value !== 'open');

/** What was found out about an unusual access; decided once. */
export function DecisionForm({ finding, onClose }: { finding: Finding | null; onClose: () => void }) {
  const save = async (values: Values) => {
    await api.request(`/audit/findings/${finding!.id}/decide`, { method: 'POST', body: values });
    await queries.invalidateQueries({ queryKey: ['/audit/findings'] });
  };
  return (
    <DrawerForm<Values> open={finding !== null} title="处理异常访问" saved="已处理" width={480} onSave={save} onClose={onClose}>
      {finding && (
        <p>
          {finding.ruleName}：账号 {finding.actor}，{finding.value} {finding.unit}。
        </p>
      )}
      <Form.Item name="status" label="结论" rules={[{ required: true, message: '请选择结论' }]}>
        <Radio.Group options={DECISIONS} />
      </Form.Item>
      <Form.Item
        name="note"
        label="情况说明（会记入日志）"
        rules={[{ required: true, whitespace: true, message: '请填写情况说明' }, { min: 2, message: '请至少写 2 个字' }]}
      >
        <Input.TextArea rows={4} maxLength={500} />
      </Form.Item>
    </DrawerForm>
  );
}
