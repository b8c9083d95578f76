import { Form, Input, Select } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { optionsOf } from './source-options.js';

interface Values {
  readonly id: string;
  readonly name: string;
  readonly connectorId: string;
  readonly url?: string;
  readonly options?: string;
}

/** A source of a known connector; a system that nobody knows yet begins with the wizard. */
export function NewSourceForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { data: connectors } = useApi('/extraction/connectors', { enabled: open });
  const { data: hosts } = useApi('/extraction/hosts', { enabled: open });
  async function save({ url, options, ...values }: Values): Promise<void> {
    const body = { ...values, ...(url && { url }), ...(options && { options: optionsOf(options) }) };
    await api.request('/extraction/sources', { method: 'POST', body });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/sources') });
  }
  return (
    <DrawerForm<Values> open={open} title="新增数据源" onSave={save} onClose={onClose} saved="已新增，请先检查连接" width={560}>
      <Form.Item name="id" label="编号" extra="小写字母开头，如 his2；建好后不能改" rules={[{ required: true, message: '请填写编号' }]}>
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
        <Input maxLength={50} placeholder="如 住院 HIS" />
      </Form.Item>
      <Form.Item name="connectorId" label="接入包" rules={[{ required: true, message: '请选择接入包' }]}>
        <Select options={(connectors?.items ?? []).map(({ id, name }) => ({ value: id, label: `${name}（${id}）` }))} />
      </Form.Item>
      <Form.Item
        name="url"
        label="连接地址（只接收推送的可不填）"
        extra={`含账号和密码，保存后不再显示。允许连接的主机：${hosts?.items.map(({ entry }) => entry).join('、') ?? '…'}`}
      >
        <Input placeholder="postgres://只读账号:密码@主机:端口/数据库" autoComplete="off" />
      </Form.Item>
      <Form.Item name="options" label="传输设置（每行一项，名称=值；保存后不再显示值）">
        <Input.TextArea rows={3} placeholder={'signature=hmac-sha256\nappId=…\nsecret=…'} />
      </Form.Item>
    </DrawerForm>
  );
}
