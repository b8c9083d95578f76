import { Form, Input } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Values {
  readonly id: string;
  readonly name: string;
  readonly standard?: string;
  readonly reason: string;
}

/** A dictionary of the hospital's own. */
export function DictionaryTypeForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  async function save({ standard = '', ...values }: Values): Promise<void> {
    await api.request('/dictionary-types', { method: 'POST', body: { ...values, standard } });
    await queries.invalidateQueries({ queryKey: ['/dictionary-types'] });
  }
  return (
    <DrawerForm<Values> open={open} title="新增字典" onSave={save} onClose={onClose} width={480}>
      <Form.Item
        name="id"
        label="编码"
        extra="大写字母、数字和下划线，如 TRANSPORT；建立后不能修改"
        rules={[{ required: true, pattern: /^[A-Z][A-Z0-9_]{1,39}$/, message: '以大写字母开头，只用大写字母、数字和下划线' }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="standard" label="依据的标准">
        <Input maxLength={80} placeholder="如：院内" />
      </Form.Item>
      <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}
