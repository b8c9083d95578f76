import { useState } from 'react';
import { Button, Form, Input } from 'antd';
import { Link } from 'react-router-dom';
import type { RowOf } from '@cadre/api-client/typed-paths';
import { api, queries } from '../../shared/api/api.js';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';

type Row = RowOf<'/deliveries'>;

const STATES: Readonly<Record<string, string>> = { sent: '已发送', read: '已读', downloaded: '已下载', revoked: '已撤回', expired: '已过期' };
const FILTERS: readonly ListFilter<'/deliveries'>[] = [
  { kind: 'choice', name: 'status', label: '状态', options: Object.entries(STATES).map(([value, label]) => ({ value, label })) },
];
const column = columnOf<Row>();

/** 档案发送记录: what went to whom, whether it was read, and what can still be taken back. */
export function DeliveriesPage() {
  const [revoked, setRevoked] = useState<Row | null>(null);
  const columns = [
    column('对象', 'name', { width: 120, fixed: 'left', render: (name, row) => <Link to={`/p/${row.beneficiaryId}/archive`}>{name}</Link> }),
    column('档案编号', 'number', { width: 160 }),
    column('版本', 'version', { width: 80, render: (version) => `第 ${version} 版` }),
    column('状态', 'status', { width: 92, render: (status) => <span className={status === 'revoked' || status === 'expired' ? 'tag' : 'tag tag-good'}>{STATES[status]}</span> }),
    column('发送人', 'sentName', { width: 110 }),
    column('发送时间', 'sentAt', { width: 148, render: (at) => formatTime(at) }),
    column('有效至', 'expiresAt', { width: 148, render: (at) => formatTime(at) }),
    column('阅读时间', 'readAt', { width: 148, render: (at) => formatTime(at) }),
    column('撤回原因', 'revokeReason', { width: 150, ellipsis: true, render: (reason) => reason ?? NOTHING }),
    column('操作', null, {
      width: 70,
      fixed: 'right',
      render: (_, row) =>
        row.status === 'revoked' ? NOTHING : (
          <Button type="link" size="small" onClick={() => setRevoked(row)}>
            撤回
          </Button>
        ),
    }),
  ];
  return (
    <>
      <ListPage
        id="deliveries"
        title="档案发送记录"
        note="只能发给本人；手机通知不含姓名、级别、诊断和数值。撤回后立即打不开，已读状态保留。"
        path="/deliveries"
        permission="archive:read"
        filters={FILTERS}
        columns={columns}
        sort=""
        keyOf={(row) => row.id}
      />
      <DrawerForm<{ reason: string }>
        open={revoked !== null}
        title={`撤回发给${revoked?.name ?? ''}的健康档案`}
        saveText="确认撤回"
        saved="已撤回"
        onClose={() => setRevoked(null)}
        onSave={async ({ reason }) => {
          await api.request(`/deliveries/${revoked?.id ?? ''}/revoke`, { method: 'POST', body: { reason } });
          await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === '/deliveries' });
        }}
      >
        <Form.Item name="reason" label="撤回原因" rules={[{ required: true, message: '请填写撤回原因' }]}>
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </DrawerForm>
    </>
  );
}
