import { useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { DecisionForm } from './decision.form.js';
import { NewClearanceForm } from './new-clearance.form.js';
import { choicesOf, CLEARANCE_STATES, type Clearance, periodText } from './secrecy-words.js';

const FILTERS: readonly ListFilter<'/clearances'>[] = [
  { kind: 'choice', name: 'state', label: '状态', options: [...choicesOf(CLEARANCE_STATES), { value: 'all', label: '全部' }], placeholder: '有效' },
];
const FIRST = { state: 'valid' } as const;
const NOTE =
  '机密授权只给个人、有期限，由一人提请、安全管理员批准，与本人无关的两人办理。授权和角色缺一不可：角色不再允许时授权不起作用。撤销立即生效。';

/** 机密用户: who may open 机密 people, on whose word, until when. */
export function ClearancesPage() {
  const { can } = useAccess();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Clearance | null>(null);
  const column = columnOf<Clearance>();
  const columns = [
    column('姓名', 'name', { width: 100, fixed: 'left' }),
    column('账号', 'username', { width: 130, ellipsis: true }),
    column('科室', 'departmentName', { width: 110, ellipsis: true }),
    column('角色', 'roles', { width: 130, ellipsis: true, render: (roles, { byName }) => `${roles.join('、')}${byName ? '（逐人授予）' : ''}` }),
    column('状态', 'state', { width: 130, render: (_, row) => <State row={row} /> }),
    column('有效期', 'validFrom', { width: 210, render: (from, { validUntil }) => periodText(from, validUntil) }),
    column('理由', 'reason', { width: 180, ellipsis: true }),
    column('提请人', 'grantedByName', { width: 100 }),
    column('批准人', 'approvedByName', { width: 100 }),
    column('撤销', 'revokedAt', {
      width: 220, ellipsis: true, render: (at, { revokedByName, revokeReason }) => (at ? `${formatFullTime(at)} ${revokedByName ?? ''}：${revokeReason ?? ''}` : ''),
    }),
    column('操作', null, {
      width: 80,
      fixed: 'right',
      render: (_, row) =>
        row.state !== 'ended' && can('clearance:revoke') ? (
          <Button type="link" size="small" danger onClick={() => setRevoking(row)}>
            撤销
          </Button>
        ) : null,
    }),
  ];
  const revoke = async (reason: string) => {
    await api.request(`/clearances/${revoking!.id}/revoke`, { method: 'POST', body: { reason } });
    await queries.invalidateQueries({ queryKey: ['/clearances'] });
  };
  return (
    <>
      <ListPage
        id="clearances"
        title="机密用户"
        note={NOTE}
        path="/clearances"
        permission="clearance:read"
        filters={FILTERS}
        columns={columns}
        sort=""
        first={FIRST}
        keyOf={({ id }) => id}
        actions={
          <>
            <Button onClick={() => window.print()}>打印名单</Button>
            {can('clearance:propose') && (
              <Button type="primary" onClick={() => setAdding(true)}>
                提请授权
              </Button>
            )}
          </>
        }
        emptyAction={<p className="weak">没有机密用户。没有授权时，任何人都看不到机密对象。</p>}
      />
      <NewClearanceForm open={adding} onClose={() => setAdding(false)} />
      <DecisionForm
        open={revoking !== null}
        title="撤销机密授权"
        text={revoking && `撤销后，${revoking.name} 的下一次操作起不能再查看机密对象，已打开的档案同时关闭。`}
        okText="撤销"
        least={4}
        onSave={revoke}
        onClose={() => setRevoking(null)}
      />
    </>
  );
}

function State({ row: { state, takesEffect } }: { row: Clearance }) {
  if (state === 'valid' && !takesEffect) return <span className="tag tag-late">角色不允许，不起作用</span>;
  return <span className={state === 'valid' ? 'tag tag-good' : 'tag tag-off'}>{CLEARANCE_STATES[state] ?? state}</span>;
}
