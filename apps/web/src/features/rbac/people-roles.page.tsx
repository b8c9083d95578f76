import { useState } from 'react';
import { App, Select } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatTime } from '../../shared/format/dates.js';
import { CareLevelTag } from '../../shared/format/people.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { NamedTable, pageOfNames } from './named-table.panel.js';
import { readRightsAgain } from './role-words.js';
import './rbac.css';

const NOTE =
  '数据范围为“固定服务对象”的角色，只看得到在这里指定的人。角色由系统管理员设置，人员由干保办主任指定，在对方的下一次操作时生效。机密对象另须机密许可。';
interface Asked {
  readonly id: string;
  readonly name: string;
  readonly act: 'add' | 'remove';
}

/** 固定服务对象: whom the roles for chosen people see. */
export function PeopleRolesPage() {
  const { data, error, refetch } = useApi('/people-roles');
  const [chosen, setChosen] = useState<string | null>(null);
  const role = data?.items.find(({ code }) => code === chosen) ?? data?.items[0];
  return (
    <section className="list-page">
      <PageHead title="固定服务对象" note={NOTE} />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={6} />}
      {data?.items.length === 0 && <p className="weak">还没有数据范围为“固定服务对象”的角色。如有需要，请系统管理员在“角色权限”中新建。</p>}
      {data && role && (
        <div className="role-page">
          <nav className="role-list" aria-label="角色">
            {data.items.map(({ code, name, holders, people }) => (
              <button
                key={code}
                type="button"
                className={code === role.code ? 'quiet role-item role-chosen' : 'quiet role-item'}
                aria-current={code === role.code}
                onClick={() => setChosen(code)}
              >
                <span>{name}</span>
                <span className="weak">
                  {holders} 个账号 · 指定 {people} 人
                </span>
              </button>
            ))}
          </nav>
          <ChosenPeople key={role.code} code={role.code} role={role.name} />
        </div>
      )}
    </section>
  );
}

function ChosenPeople({ code, role }: { code: string; role: string }) {
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data, error, refetch } = useApi(`/people-roles/${code}/people`, { query: pageOfNames(page), keep: true });
  const { data: found } = useApi('/search/people', { query: { q: typed }, enabled: typed.trim().length > 1 || /\p{Script=Han}/u.test(typed), keep: true });
  const act = async (reason: string) => {
    if (asked?.act === 'add') await api.request(`/people-roles/${code}/people`, { method: 'POST', body: { beneficiaryId: asked.id, reason } });
    if (asked?.act === 'remove') await api.request(`/people-roles/${code}/people/${asked.id}/remove`, { method: 'POST', body: { reason } });
    readRightsAgain();
    void message.success(asked?.act === 'add' ? '已指定' : '已移除');
  };
  const options = typed ? (found?.items ?? []).map(({ beneficiaryId, name, workUnit }) => ({ value: beneficiaryId, label: `${name} ${workUnit ?? ''}`, name })) : [];
  return (
    <div className="role-editor">
      <div className="role-tree-tools">
        <Select
          aria-label="指定人员"
          showSearch={{ filterOption: false, onSearch: setTyped }}
          value={null}
          placeholder="指定人员：输入姓名、拼音或编号"
          options={options}
          notFoundContent={typed ? '没有找到' : null}
          onSelect={(id: string | null, { name }) => id && setAsked({ id, name, act: 'add' })}
          style={{ width: 320 }}
        />
      </div>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <NamedTable
        caption="固定服务对象"
        heads={['保健编号', '级别', '指定']}
        rows={data?.items.map(({ beneficiaryId, name, rosterNo, careLevel, addedBy, addedAt }) => ({
          id: beneficiaryId, name, cells: [rosterNo, <CareLevelTag key="level" level={careLevel} />], since: `${addedBy} ${formatTime(addedAt)}`,
        }))}
        total={data?.total ?? 0}
        empty={`还没有指定人员，持有“${role}”的账号看不到任何人。`}
        page={page}
        onPage={setPage}
        onRemove={({ id, name }) => setAsked({ id, name, act: 'remove' })}
      />
      {asked && (
        <ReasonDialog
          title={asked.act === 'add' ? `指定给“${role}”：${asked.name}` : `从“${role}”移除：${asked.name}`}
          text="在持有该角色的账号的下一次操作时生效。"
          okText={asked.act === 'add' ? '指定' : '移除'}
          danger={asked.act === 'remove'}
          onOk={act}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
