import { useState } from 'react';
import { Pagination } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { CareLevelTag, type CareLevel } from '../../shared/format/people.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { AlertChoice } from './alert-choice.panel.js';
import { AlertTable } from './alert-table.panel.js';
import { ALERT_NAMES, alertName } from './alert-words.js';
import './roster.css';

const PAGE = 50;
const NOTE = '列出您可查看的对象中尚未关闭的提醒，最近的在前。每分钟检查一次，同一事项只提醒一次。';

/** 关注提醒: what has to be looked after, and what is watched for each level. */
export function AlertsPage() {
  const [page, setPage] = useState(1);
  const answer = useApi('/alerts', { query: { page, pageSize: PAGE }, topics: ['roster'], keep: true });
  return (
    <section className="profile alerts-page">
      <PageHead title="关注提醒" note={NOTE} />
      <section className="roster-card">
        <Answered answer={answer} rows={8}>
          {({ items, total }) => (
            <>
              <AlertTable items={items} named onHandled={() => void answer.refetch()} />
              {total > PAGE && <Pagination current={page} pageSize={PAGE} total={total} showSizeChanger={false} onChange={setPage} />}
            </>
          )}
        </Answered>
      </section>
      <LevelDefaults />
    </section>
  );
}

/** What holds for everybody of a level without a setting of his own. */
function LevelDefaults() {
  const { can } = useAccess();
  const answer = useApi('/alert-profiles');
  const kinds = Object.keys(ALERT_NAMES);
  return (
    <section className="roster-card">
      <h2>各级别的默认设置</h2>
      <Answered answer={answer} rows={4}>
        {({ items }) => (
          <table className="person-table">
            <thead>
              <tr>
                {['级别', ...kinds.map(alertName)].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...new Set<string>(items.map(({ careLevel }) => careLevel))].map((level) => (
                <tr key={level}>
                  <th scope="row">
                    <CareLevelTag level={level as CareLevel} />
                  </th>
                  {kinds.map((kind) => {
                    const rule = items.find((one) => one.careLevel === level && one.kind === kind);
                    return (
                      <td key={kind}>
                        {rule && (
                          <AlertChoice
                            kind={kind}
                            enabled={rule.enabled}
                            days={rule.days}
                            disabled={!can('beneficiary:write')}
                            onChoose={async (body) => {
                              await api.request(`/alert-profiles/${level}/${kind}`, { method: 'PUT', body });
                              await answer.refetch();
                            }}
                          />
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </section>
  );
}
