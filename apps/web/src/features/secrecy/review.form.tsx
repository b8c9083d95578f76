import { Form, Input, Radio } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { formatFullTime } from '../../shared/format/dates.js';
import type { Opening } from './secrecy-words.js';

interface Values {
  readonly decision: 'justified' | 'unjustified';
  readonly note?: string;
}

const DECISIONS = [
  { value: 'justified', label: '认定正当' },
  { value: 'unjustified', label: '认定不当（仍在打开的立即关闭）' },
];

/** Whether an emergency was one; judged once, by somebody else. */
export function ReviewForm({ opening, onClose }: { opening: Opening | null; onClose: () => void }) {
  const save = async (values: Values) => {
    await api.request(`/confidential-openings/${opening!.id}/review`, { method: 'POST', body: values });
    await queries.invalidateQueries({ queryKey: ['/confidential-openings'] });
  };
  return (
    <DrawerForm<Values> open={opening !== null} title="复核紧急访问" saveText="确认复核" saved="已复核" width={480} onSave={save} onClose={onClose}>
      {opening && (
        <p style={{ marginBottom: 12 }}>
          {opening.userName} 于 {formatFullTime(opening.openedAt)} 紧急打开 {opening.shownAs}，期间操作 {opening.reads} 次。理由：{opening.reason}
        </p>
      )}
      <Form.Item name="decision" label="结论" rules={[{ required: true, message: '请选择结论' }]}>
        <Radio.Group options={DECISIONS} />
      </Form.Item>
      <Form.Item
        name="note"
        label="意见（认定不当时必填）"
        dependencies={['decision']}
        rules={[({ getFieldValue }) => ({ required: getFieldValue('decision') === 'unjustified', whitespace: true, message: '请写明认定不当的理由' })]}
      >
        <Input.TextArea maxLength={300} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </DrawerForm>
  );
}
