import { Form, Input, InputNumber, Switch } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { optionsOf } from './source-options.js';
import { CLOCK_RULE } from './clock-time.js';

type Settings = Schema<'SourceSettings'>;
interface Values {
  readonly name: string;
  readonly enabled: boolean;
  readonly paused: boolean;
  readonly url?: string;
  readonly options?: string;
  readonly rowsPerPage: number | null;
  readonly statementSeconds: number | null;
  readonly quietFrom?: string;
  readonly quietUntil?: string;
  readonly lateAfterSeconds: number;
  readonly reason: string;
}


export function SourceChangeForm({ source, onClose }: { source: Settings | null; onClose: () => void }) {
  async function save({ url, options, statementSeconds, quietFrom, quietUntil, ...values }: Values): Promise<void> {
    if (!source) return;
    const body = {
      ...values,
      statementTimeoutMs: statementSeconds === null ? null : statementSeconds * 1_000,
      quietFrom: quietFrom || null,
      quietUntil: quietUntil || null,
      ...(url && { url }),
      ...(options && { options: optionsOf(options) }),
    };
    await api.request(`/extraction/sources/${source.id}`, { method: 'PATCH', body });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/sources') });
  }
  return (
    <DrawerForm<Values> open={source !== null} title={`修改 ${source?.name ?? ''}`} {...(source && { initial: valuesOf(source) })} onSave={save} onClose={onClose} width={560}>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="enabled" label="启用（停用后不读取，也不接收推送）" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="paused" label="暂停读取（推送照常接收）" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="url" label="新的连接地址（不填则不变）" extra="换了主机时，原有的密码和密钥会一并清除，需要重新填写。">
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="options" label="传输设置（每行一项，名称=值；不填则不变）">
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item name="rowsPerPage" label="每页行数（空：默认）">
        <InputNumber min={1} max={5_000} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="statementSeconds" label="单次查询上限（秒，空：默认）">
        <InputNumber min={1} max={600} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="quietFrom" label="静默从（如挂号高峰）" rules={[CLOCK_RULE]}>
        <Input placeholder="07:30" />
      </Form.Item>
      <Form.Item name="quietUntil" label="静默到" rules={[CLOCK_RULE]}>
        <Input placeholder="09:00" />
      </Form.Item>
      <Form.Item name="lateAfterSeconds" label="多少秒没有成功即提示延迟" rules={[{ required: true, message: '请填写' }]}>
        <InputNumber min={60} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reason" label="修改原因" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}

function valuesOf({ name, enabled, paused, rowsPerPage, statementTimeoutMs, quietFrom, quietUntil, lateAfterSeconds }: Settings): Partial<Values> {
  return {
    name,
    enabled,
    paused,
    rowsPerPage,
    statementSeconds: statementTimeoutMs === null ? null : statementTimeoutMs / 1_000,
    lateAfterSeconds,
    ...(quietFrom && { quietFrom }),
    ...(quietUntil && { quietUntil }),
  };
}
