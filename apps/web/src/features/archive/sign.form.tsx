import { Form, Input } from 'antd';
import { api } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

/** The doctor's word on a version. The password is asked for again when the last proof is old. */
export function SignForm({ id, onClose }: { id: string | null; onClose: () => void }) {
  return (
    <DrawerForm<{ opinion: string }>
      open={id !== null}
      title="审签健康档案"
      saveText="确认审签"
      saved="已审签"
      onClose={onClose}
      onSave={async ({ opinion }) => {
        await api.request(`/archives/${id ?? ''}/signature`, { method: 'POST', body: { opinion } });
      }}
    >
      <Form.Item name="opinion" label="审签意见" rules={[{ required: true, message: '请填写审签意见' }]} extra="意见印在医务版上，不出现在患者版。审签后不能修改。">
        <Input.TextArea rows={5} maxLength={1000} showCount />
      </Form.Item>
    </DrawerForm>
  );
}
