import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { AlertChoice } from './alert-choice.panel.js';
import { AlertTable } from './alert-table.panel.js';
import { alertName } from './alert-words.js';
import type { PersonDetail } from './person-words.js';
import './roster.css';

/** 关注提醒: what is watched for this person, and what was told of him. */
export function PatientAlertsPanel({ person }: { person: PersonDetail }) {
  const { can } = useAccess();
  const at = `/beneficiaries/${person.id}/alert-settings` as const;
  const settings = useApi(at, { topics: ['roster'], beneficiaryId: person.id });
  const alerts = useApi('/alerts', {
    query: { beneficiaryId: person.id, page: 1, pageSize: 50 },
    topics: ['roster'],
    beneficiaryId: person.id,
  });
  const of = (kind: string) => `${at}/${kind}` as const;
  const again = async () => void (await settings.refetch());
  return (
    <div className="profile">
      <section className="patient-card">
        <h2>关注设置</h2>
        <p className="weak">没有个人设置的按级别执行。同一事项只提醒一次；看不到本人的账号也看不到提醒。</p>
        <Answered answer={settings} rows={3}>
          {({ items }) => (
            <table className="person-table">
              <HeadRow titles={['事项', '提醒', '依据']} />
              <tbody>
                {items.map(({ kind, enabled, days, personal }) => (
                  <tr key={kind}>
                    <th scope="row">{alertName(kind)}</th>
                    <td>
                      <AlertChoice
                        kind={kind}
                        enabled={enabled}
                        days={days}
                        disabled={!can('beneficiary:write')}
                        onChoose={async (body) => {
                          await api.request(of(kind), { method: 'PUT', body });
                          await again();
                        }}
                      />
                    </td>
                    <td>
                      {personal ? '个人设置' : '按级别'}{' '}
                      {personal && can('beneficiary:write') && (
                        <Button
                          type="link"
                          size="small"
                          onClick={() => void api.request(of(kind), { method: 'DELETE' }).then(again)}
                        >
                          恢复为级别设置
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Answered>
      </section>
      <section className="patient-card">
        <h2>未关闭的提醒</h2>
        <Answered answer={alerts} rows={3}>
          {({ items }) => <AlertTable items={items} onHandled={() => void alerts.refetch()} />}
        </Answered>
      </section>
    </div>
  );
}
