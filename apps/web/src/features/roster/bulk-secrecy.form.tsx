import { Form, Input, Radio } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Props {
  readonly ids: readonly string[];
  readonly open: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface Values {
  readonly secrecy: 'N' | 'R' | 'V';
  readonly reason: string;
}

const LEVELS = [
  { value: 'V', label: '机密' },
  { value: 'R', label: '内部' },
  { value: 'N', label: '普通（解除）' },
];

/** 批量设定密级: nothing changes before another cleared person agrees. */
export function BulkSecrecyForm({ ids, open, onDone, onClose }: Props) {
  const save = async (values: Values) => {
    await api.request('/confidential-matters/secrecy', { method: 'POST', body: { ...values, beneficiaryIds: [...ids] } });
    onDone();
  };
  return (
    <DrawerForm<Values> open={open} title={`设定 ${ids.length} 人的密级`} saveText="提请" saved="已提请，等待另一位有权人员确认" width={480} onSave={save} onClose={onClose}>
      <p style={{ marginBottom: 12 }}>提请后由另一位有机密授权的人员在“机密事项确认”中同意，同意前不改变任何人的密级。一次 2 至 200 人。</p>
      <Form.Item name="secrecy" label="改为" rules={[{ required: true, message: '请选择密级' }]}>
        <Radio.Group options={LEVELS} />
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }, { min: 4, message: '请至少写 4 个字' }]}>
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </DrawerForm>
  );
}
