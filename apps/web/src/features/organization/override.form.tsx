import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries, useApi } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';

interface Values {
  readonly permission: Schema<'NewGrant'>['permission'];
  readonly validUntil?: Dayjs | null;
  readonly reason: string;
}

interface Props {
  readonly userId: string;
  readonly kind: 'grants' | 'denials' | null;
  readonly onClose: () => void;
}

/** One permission more, for a time, or one less. */
export function OverrideForm({ userId, kind, onClose }: Props) {
  const { data: tree } = useApi('/roles/permissions', { enabled: kind !== null });
  const grants = kind === 'grants';
  const options = [
    ...(tree?.modules ?? []).flatMap(({ title, permissions }) =>
      permissions.filter(({ assignable }) => assignable || !grants).map(({ permission, name }) => ({ value: permission as string, label: `${title} · ${name}` })),
    ),
    ...(grants ? [] : (tree?.fields ?? []).map(({ field, name }) => ({ value: `field:${field}`, label: `字段 · ${name}（隐藏）` }))),
  ];
  async function save({ permission, validUntil, reason }: Values): Promise<void> {
    const until = validUntil?.toISOString() ?? null;
    if (grants) await api.request(`/users/${userId}/grants`, { method: 'POST', body: { permission, validUntil: until ?? '', reason } });
    else await api.request(`/users/${userId}/denials`, { method: 'POST', body: { permission, validUntil: until, reason } });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(users|rights-changes)/.test(String(queryKey[0])) });
  }
  return (
    <DrawerForm<Values>
      open={kind !== null}
      title={grants ? '单独授权' : '单独禁止'}
      onSave={save}
      onClose={onClose}
      saved={grants ? '已提交，由安全管理员复核后生效' : '已生效'}
      saveText={grants ? '提交' : '禁止'}
      width={480}
    >
      <Form.Item name="permission" label="权限" rules={[{ required: true, message: '请选择权限' }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} placeholder="输入文字查找" />
      </Form.Item>
      <Form.Item
        name="validUntil"
        label="有效期至"
        extra={grants ? '最长一年，到期自动失效。' : '不填为长期。'}
        rules={grants ? [{ required: true, message: '请选择结束时间' }] : []}
      >
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}
