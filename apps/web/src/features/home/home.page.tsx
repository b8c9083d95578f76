import { useAccess } from '../../shared/access/access.js';
import { PageHead } from '../../shared/page/page-head.js';
import { CountCard } from './count-card.panel.js';
import './home.css';
import { SyncHealthPanel } from './sync-health.panel.js';
import { DrillPlace } from '../../shared/figures/drill-drawer.js';
import { TodayPanel } from './today.panel.js';
import { VolumePanel } from './volume.panel.js';
import { WeeklyPanel } from './weekly.panel.js';
import { today } from '../../shared/format/dates.js';

/** The desk of each role: only cards of pages that he may open, each with its own fate. */
export function HomePage() {
  const { me, can } = useAccess();
  const day = today();
  const nothing = !can('visit:read') && !can('match:read') && !can('sync:read') && !can('stats:read');
  const figures = can('stats:read');
  return (
    <section className="home">
      <PageHead title="工作台" note="每个数字都在您的数据范围内计算，点击可打开同一条件的列表。" />
      {nothing && (
        <div className="home-card">
          <b>您好，{me.name}</b>
          <p>
            您的角色（{me.roles.map(({ name }) => name).join('、') || '未分配'}
            ）目前没有可以打开的页面。如工作需要，请向系统管理员申请权限。
          </p>
        </div>
      )}
      <div className="home-counts">
        {can('visit:read') && (
          <>
            <CountCard
              title="今日门诊到院"
              path="/outpatient-visits"
              query={{ from: day, to: day }}
              topics={['visits']}
              to={`/outpatient?from=${day}&to=${day}`}
              unit="人次"
            />
            <CountCard
              title="当前在院"
              path="/inpatient-visits"
              query={{ status: 'in_hospital' }}
              topics={['visits']}
              to="/inpatient?status=in_hospital"
              unit="人次"
            />
            <CountCard
              title="今日入院"
              path="/inpatient-visits"
              query={{ admittedFrom: day, admittedTo: day }}
              topics={['visits']}
              to={`/inpatient?admittedFrom=${day}&admittedTo=${day}`}
              unit="人次"
            />
          </>
        )}
        {can('reception:read') && me.staffNo && (
          <CountCard
            title="本月我的接待"
            path="/stats/staff-reception/drill"
            query={{ from: `${day.slice(0, 8)}01`, to: day, staffNo: me.staffNo }}
            topics={['appointments']}
            to={`/stats/staff?from=${day.slice(0, 8)}01&to=${day}`}
            unit="人次"
          />
        )}
        {can('reception:write') && (
          <CountCard title="接待漏登（近 7 天）" path="/receptions/suggestions" query={{}} topics={['appointments', 'visits', 'checkups']} to="/receptions?missed=true" unit="条" alarming />
        )}
        {can('match:read') && (
          <CountCard
            title="待匹配"
            path="/match-candidates"
            query={{ status: 'open' }}
            topics={['matching']}
            to="/matching"
            unit="条"
            alarming
          />
        )}
        {can('sync:read') && (
          <CountCard
            title="同步失败待处理"
            path="/extraction/quarantine"
            query={{ status: 'open' }}
            topics={['sync']}
            to="/sync/failures"
            unit="条"
            alarming
          />
        )}
      </div>
      {figures && (
        <DrillPlace>
          <VolumePanel />
          <div className="home-panels">
            <WeeklyPanel />
            {can('visit:read') && <TodayPanel />}
          </div>
        </DrillPlace>
      )}
      <div className="home-panels">
        {!figures && can('visit:read') && <TodayPanel />}
        {can('sync:read') && <SyncHealthPanel />}
      </div>
    </section>
  );
}
