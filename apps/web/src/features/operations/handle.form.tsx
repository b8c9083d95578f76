import { Form, Input } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Values {
  note: string;
}

/** What was done about a kind of trouble; it opens again when it comes back. */
export function HandleForm({ event, onClose }: { event: { readonly id: string; readonly message: string } | null; onClose: () => void }) {
  const save = async ({ note }: Values) => {
    await api.request(`/operations/events/${event!.id}/handle`, { method: 'POST', body: { note } });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/operations/') });
  };
  return (
    <DrawerForm<Values> open={event !== null} title="处理系统事件" saved="已处理" width={480} onSave={save} onClose={onClose}>
      <p>{event?.message}</p>
      <Form.Item
        name="note"
        label="处理说明（会记入日志）"
        rules={[{ required: true, whitespace: true, message: '请填写处理说明' }, { min: 2, message: '请至少写 2 个字' }]}
      >
        <Input.TextArea rows={4} maxLength={500} />
      </Form.Item>
    </DrawerForm>
  );
}
