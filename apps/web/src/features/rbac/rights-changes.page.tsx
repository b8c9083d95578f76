import { useMemo, useState } from 'react';
import { App, Button, Drawer, Spin } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatTime, NOTHING } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import '../../shared/list/table.css';
import { differencesOf } from './change-words.js';
import { CHANGE_KINDS, CHANGE_STATES, readRightsAgain, type RightsChange } from './role-words.js';
import './rbac.css';

const FILTERS: readonly ListFilter<'/rights-changes'>[] = [
  { kind: 'multi', name: 'state', label: '状态', options: Object.entries(CHANGE_STATES).map(([value, { name }]) => ({ value, label: name })) },
  { kind: 'multi', name: 'kind', label: '类别', options: Object.entries(CHANGE_KINDS).map(([value, label]) => ({ value, label })) },
];
const FIRST = {} as const;
const NOTE =
  '使某个人权限变大的修改在这里等待复核：提交人和当事人都不能复核。通过后在对方的下一次操作时生效。使权限变小的修改立即生效，也记在这里。';

/** 权限变更: what waits for a second person, and what became of the rest. */
export function RightsChangesPage() {
  const [opened, setOpened] = useState<RightsChange | null>(null);
  const columns = useMemo<readonly Column<RightsChange>[]>(() => {
    const column = columnOf<RightsChange>();
    return [
      column('状态', 'state', { width: 100, fixed: 'left', render: (state) => <span className={CHANGE_STATES[state].tag}>{CHANGE_STATES[state].name}</span> }),
      column('类别', 'kind', { width: 90, render: (kind) => CHANGE_KINDS[kind] }),
      column('角色或账号', 'subject', { width: 180, ellipsis: true }),
      column('影响人数', 'holders', { width: 84 }),
      column('原因', 'reason', { width: 180, ellipsis: true }),
      column('提交人', 'proposedName', { width: 100, ellipsis: true }),
      column('提交时间', 'proposedAt', { width: 140, render: (at) => formatTime(at) }),
      column('复核人', 'decidedName', { width: 100, ellipsis: true }),
      column('复核时间', 'decidedAt', { width: 140, render: (at) => (at ? formatTime(at) : NOTHING) }),
    ];
  }, []);
  return (
    <>
      <ListPage
        id="rights-changes"
        title="权限变更"
        note={NOTE}
        path="/rights-changes"
        permission="role:read"
        filters={FILTERS}
        columns={columns}
        sort=""
        first={FIRST}
        keyOf={({ id }) => id}
        onOpen={setOpened}
      />
      <Drawer open={opened !== null} title="权限变更" size={720} onClose={() => setOpened(null)} destroyOnHidden>
        {opened && <Change change={opened} onDone={() => setOpened(null)} />}
      </Drawer>
    </>
  );
}

type Act = 'approve' | 'reject' | 'withdraw';
const ACTS: Readonly<Record<Act, { title: string; okText: string; text: string; danger?: boolean }>> = {
  approve: { title: '复核通过', okText: '通过', text: '通过后立即生效，对方的下一次操作即按新权限判断。' },
  reject: { title: '驳回', okText: '驳回', text: '驳回后不生效，提交人可以看到原因并重新提交。', danger: true },
  withdraw: { title: '撤回提交', okText: '撤回', text: '撤回后不再等待复核。' },
};

function Change({ change, onDone }: { change: RightsChange; onDone: () => void }) {
  const { message } = App.useApp();
  const { data: tree } = useApi('/roles/permissions');
  const [asked, setAsked] = useState<Act | null>(null);
  const act = async (reason: string) => {
    if (!asked) return;
    await api.request(`/rights-changes/${change.id}/${asked}`, { method: 'POST', body: { reason } });
    readRightsAgain();
    void message.success(asked === 'approve' ? '已通过并生效' : asked === 'reject' ? '已驳回' : '已撤回');
    onDone();
  };
  if (!tree) return <Spin delay={200} />;
  const facts: readonly (readonly [string, string | null])[] = [
    ['状态', CHANGE_STATES[change.state].name],
    ['类别', CHANGE_KINDS[change.kind]],
    ['角色或账号', change.subject],
    ['影响人数', `${change.holders} 人`],
    ['提交', `${change.proposedName}，${formatTime(change.proposedAt)}`],
    ['原因', change.reason],
    ['复核', change.decidedAt ? `${change.decidedName}，${formatTime(change.decidedAt)}` : null],
    ['复核意见', change.decideReason],
  ];
  return (
    <>
      <dl className="change-facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value || NOTHING}</dd>
          </div>
        ))}
      </dl>
      <h3>内容</h3>
      <table className="list-table">
        <caption className="sr-only">变更内容</caption>
        <HeadRow titles={['项目', '变更前', '变更后']} />
        <tbody>
          {differencesOf(change, tree).map(({ what, before, after }) => (
            <tr key={what}>
              <td>{what}</td>
              <td>{before || NOTHING}</td>
              <td>{after || NOTHING}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="role-tree-tools" style={{ marginTop: 16 }}>
        {change.decidable && (
          <>
            <Button type="primary" onClick={() => setAsked('approve')}>
              通过
            </Button>
            <Button danger onClick={() => setAsked('reject')}>
              驳回
            </Button>
          </>
        )}
        {change.withdrawable && <Button onClick={() => setAsked('withdraw')}>撤回</Button>}
      </div>
      {asked && <ReasonDialog {...ACTS[asked]} title={`${ACTS[asked].title}：${change.subject}`} onOk={act} onClose={() => setAsked(null)} />}
    </>
  );
}
