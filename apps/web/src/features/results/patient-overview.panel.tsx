import { useAccess } from '../../shared/access/access.js';
import { SourceBanner } from '../../shared/freshness/source-banner.js';
import { KeyItemsPanel } from './key-items.panel.js';
import type { PatientTabProps } from './patient-parts.js';
import { RecentReportsPanel } from './recent-reports.panel.js';
import { RecentVisitsPanel } from './recent-visits.panel.js';
import './overview.css';

const SOURCES = ['his', 'lis', 'peis'];

/** 概览: what to know before the talk begins. Each card is read and fails by itself. */
export function PatientOverviewPanel(props: PatientTabProps) {
  const { can } = useAccess();
  return (
    <div className="overview">
      <SourceBanner sources={SOURCES} />
      <div className="overview-columns">
        <div className="overview-column">
          {can('visit:read') ? <RecentVisitsPanel {...props} /> : <Hidden title="诊断与就诊" />}
        </div>
        <div className="overview-column">
          {can('lab:read') ? (
            <>
              <KeyItemsPanel {...props} />
              <RecentReportsPanel {...props} />
            </>
          ) : (
            <Hidden title="检验" />
          )}
        </div>
      </div>
    </div>
  );
}

function Hidden({ title }: { title: string }) {
  return (
    <section className="patient-card">
      <h2>{title}</h2>
      <p className="weak">🔒 您的角色没有查看{title}的权限。如工作需要，请向系统管理员申请。</p>
    </section>
  );
}
