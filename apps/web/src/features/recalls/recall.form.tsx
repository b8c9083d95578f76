import { Form, Input, Select } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { formatDate, parseDate } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { METHODS, type Recall } from './recalls.js';

export interface Handling {
  readonly act: 'finish' | 'postpone' | 'cancel';
  readonly recall: Recall;
}
interface Values {
  readonly method: 'phone' | 'sms' | 'visit' | 'other';
  readonly result: string;
  readonly dueDate: string;
  readonly reason: string;
}

const TITLES = { finish: '登记复查结果', postpone: '改期', cancel: '取消复查' } as const;
const METHOD_OPTIONS = Object.entries(METHODS).map(([value, label]) => ({ value, label }));

/** What was done about a task: its result, another day, or that it is not needed. */
export function RecallForms({ handling, onClose }: { handling: Handling | null; onClose: () => void }) {
  async function save(values: Values): Promise<void> {
    if (!handling) return;
    const { id, version } = handling.recall;
    const { method, result, reason } = values;
    if (handling.act === 'finish') await api.request(`/recalls/${id}/finish`, { method: 'POST', body: { version, method, result } });
    if (handling.act === 'cancel') await api.request(`/recalls/${id}/cancel`, { method: 'POST', body: { version, reason } });
    if (handling.act === 'postpone') {
      const dueDate = parseDate(values.dueDate) ?? values.dueDate;
      await api.request(`/recalls/${id}/postpone`, { method: 'POST', body: { version, dueDate, reason } });
    }
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/recalls') });
  }
  const act = handling?.act ?? 'finish';
  return (
    <DrawerForm<Values> open={handling !== null} title={TITLES[act]} onSave={save} onClose={onClose} width={460}>
      {handling && (
        <p>
          {handling.recall.name}，{handling.recall.item}，应于 {formatDate(handling.recall.dueDate)} 复查
        </p>
      )}
      {act === 'finish' && (
        <>
          <Form.Item name="method" label="方式" rules={[{ required: true, message: '请选择方式' }]}>
            <Select options={METHOD_OPTIONS} placeholder="电话、短信、门诊或其他" />
          </Form.Item>
          <Form.Item name="result" label="结果" rules={[{ required: true, message: '请填写结果' }]}>
            <Input.TextArea rows={4} maxLength={500} placeholder="如 已电话告知，约 12 月 5 日来院" />
          </Form.Item>
        </>
      )}
      {act === 'postpone' && (
        <Form.Item
          name="dueDate"
          label="改到"
          extra="如 20270201 或 2027-2-1"
          rules={[
            { required: true, message: '请填写日期' },
            { validator: (_, value: string) => (!value || parseDate(value) ? Promise.resolve() : Promise.reject(new Error('不是有效的日期'))) },
          ]}
        >
          <Input maxLength={12} />
        </Form.Item>
      )}
      {act !== 'finish' && (
        <Form.Item name="reason" label="原因" rules={[{ required: true, message: '请填写原因' }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      )}
    </DrawerForm>
  );
}
