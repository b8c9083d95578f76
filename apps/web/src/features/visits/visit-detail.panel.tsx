import { useEffect, useState } from 'react';
import { Badge, Drawer, Tabs } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { Stepper, useSteps } from '../../shared/list/stepper.js';
import type { RowWalk } from '../../shared/list/row-walk.js';
import { Answered } from '../../shared/problem/answered.js';
import { StatusTag } from './visit-cells.panel.js';
import { VisitOverview } from './visit-overview.panel.js';
import { visitTabs } from './visit-tabs.panel.js';
import './visits.css';

/** Everything known of one visit or stay, beside the list it was opened from; ‹ › and ←/→ step through the filtered list. */
export function VisitDrawer({ id, walk, onOpen }: { id: string | null; walk: RowWalk<{ readonly id: string }>; onOpen: (id: string | null) => void }) {
  const [tab, setTab] = useState('overview');
  const steps = useSteps(id, walk, onOpen);
  return (
    <Drawer open={id !== null} title="就诊详情" size={760} onClose={() => onOpen(null)} destroyOnHidden extra={<Stepper steps={steps} />}>
      {id && <Detail key={id} id={id} tab={tab} onTab={setTab} />}
    </Drawer>
  );
}

function Detail({ id, tab, onTab }: { id: string; tab: string; onTab: (tab: string) => void }) {
  const { can } = useAccess();
  const answer = useApi(`/visits/${id}`, { topics: ['visits'] });
  const { data: visit } = answer;
  const shown = !!visit;
  useEffect(() => {
    if (!shown) return;
    // The mark is a convenience: without it the results stay unread, and the page goes on.
    api.request(`/visits/${id}/seen`, { method: 'POST' }).then(
      () => queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(in|out)patient-visits$/.test(String(queryKey[0])) }),
      () => undefined,
    );
  }, [id, shown]);
  return (
    <Answered answer={answer} rows={10}>
      {(found) => {
        const tabs = can('beneficiary:read') ? visitTabs(found, can('checkup:read')) : [];
        return (
          <div className="visit-detail">
            <p className="visit-person">
              <PersonCell name={found.name} sex={found.sex} age={found.age} /> <CareLevelTag level={found.careLevel} />{' '}
              <CategoryTags categories={found.categories} /> <StatusTag status={found.status} />
              {can('beneficiary:read') && <Link to={`/p/${found.beneficiaryId}/visits`}>打开对象档案</Link>}
            </p>
            <Tabs
              activeKey={tabs.some(({ key }) => key === tab) ? tab : 'overview'}
              onChange={onTab}
              items={[
                { key: 'overview', label: '概览', children: <VisitOverview visit={found} /> },
                ...tabs.map(({ key, title, count, content }) => ({
                  key,
                  label: (
                    <span className={count === 0 ? 'weak' : undefined}>
                      {title}
                      {count !== null && ` ${formatCount(count)}`}
                      {key === 'labs' && found.unreadCount ? <Badge dot title={`${found.unreadCount} 份未看过`} /> : null}
                    </span>
                  ),
                  children: content,
                })),
              ]}
            />
          </div>
        );
      }}
    </Answered>
  );
}
