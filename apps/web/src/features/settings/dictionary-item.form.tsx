import { Form, Input, InputNumber, Switch } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { type DictionaryItem, type DictionaryType, OUTSIDE } from './dictionary-words.js';

interface Values {
  readonly code: string;
  readonly name: string;
  readonly color?: string | null;
  readonly sort: number;
  readonly active: boolean;
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
  readonly nationalCode?: string | null;
  readonly cityCode?: string | null;
  readonly hisCode?: string | null;
  readonly reason: string;
}

interface Props {
  readonly type: DictionaryType;
  readonly item: DictionaryItem | 'new' | null;
  readonly onClose: () => void;
}

const DAY = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '请按 2026-01-31 的样子填写' };

/** One item; its code stays what it was. */
export function DictionaryItemForm({ type, item, onClose }: Props) {
  const old = item === 'new' ? null : item;
  async function save({ code, ...values }: Values): Promise<void> {
    const { color, validFrom, validUntil, nationalCode, cityCode, hisCode, ...rest } = values;
    const body = {
      ...rest,
      color: color?.toLowerCase() || null,
      validFrom: validFrom || null,
      validUntil: validUntil || null,
      nationalCode: nationalCode || null,
      cityCode: cityCode || null,
      hisCode: hisCode || null,
    };
    const path = `/dictionary-types/${type.id}/items` as const;
    if (old) await api.request(`${path}/${old.code}`, { method: 'PUT', body: { ...body, version: old.version } });
    else await api.request(path, { method: 'POST', body: { ...body, code } });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/dictionar') });
  }
  return (
    <DrawerForm<Values>
      open={item !== null}
      title={old ? `${type.name}：修改 ${old.code}` : `${type.name}：新增一项`}
      initial={old ? { ...old } : { active: true, sort: type.items }}
      onSave={save}
      onClose={onClose}
      width={480}
    >
      <Form.Item
        name="code"
        label="代码"
        extra={old ? '代码不能修改；要换代码请停用这一项再新增' : '字母、数字、点、短横和下划线'}
        rules={[{ required: true, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, message: '只用字母、数字、点、短横和下划线' }]}
      >
        <Input maxLength={40} disabled={old !== null} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="active" label="使用中" valuePropName="checked" extra="停用后旧记录照常显示，新填写时不再出现">
        <Switch disabled={type.fixed} />
      </Form.Item>
      <Form.Item name="sort" label="顺序" rules={[{ required: true, message: '请填写' }]} extra="小的在前">
        <InputNumber min={0} max={9999} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="color" label="颜色" rules={[{ pattern: /^#[0-9a-fA-F]{6}$/, message: '请按 #0958d9 的样子填写' }]}>
        <Input maxLength={7} placeholder="#0958d9" />
      </Form.Item>
      {!type.fixed && (
        <>
          <Form.Item name="validFrom" label="有效期从" rules={[DAY]}>
            <Input placeholder="不限" />
          </Form.Item>
          <Form.Item name="validUntil" label="有效期至" rules={[DAY]}>
            <Input placeholder="不限" />
          </Form.Item>
        </>
      )}
      {OUTSIDE.map(({ field, title }) => (
        <Form.Item key={field} name={field} label={title}>
          <Input maxLength={60} />
        </Form.Item>
      ))}
      <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DrawerForm>
  );
}
