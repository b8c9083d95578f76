import { Suspense, lazy, useRef, type ReactNode } from 'react';
import { Drawer } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { ageText, sexName } from '../../shared/format/people.js';
import { ListSkeleton, NoRight } from '../../shared/list/list-states.js';
import { ErrorBoundary } from '../../shared/problem/error-boundary.js';
import { RECORD_PARTS, type PatientTabProps } from './patient-parts.js';
import { usePatientView, type RecordKind } from './patient-view.js';

const TrendPanel = lazy(async () => ({ default: (await import('./trend.panel.js')).TrendPanel }));
const TREND_PX = 1_040;
const RECORD_PX = 860;
/** More do not fit one time axis legibly, and the server refuses them. */
const MOST_ITEMS = 6;

/** What the address asks to see beside the page: `items=HBA1C,FPG` a course over time, `open=lab:<id>` one record, above it. */
export function PatientRecords(part: PatientTabProps) {
  const { can } = useAccess();
  const { params, change } = usePatientView();
  const asked = params.get('items');
  const opened = params.get('open');
  const items = useKept(asked)?.split(',').filter(Boolean).slice(0, MOST_ITEMS) ?? [];
  const [kind, id] = useKept(opened)?.split(':') ?? [];
  const record = kind && id && kind in RECORD_PARTS ? RECORD_PARTS[kind as RecordKind] : null;
  const { name, sex, age } = part.person;
  // The drawer lies over the banner: it has to say itself whose record it is.
  const whose = `${name} ${sexName(sex)} ${ageText(age)}`;
  return (
    <>
      <Drawer
        open={!!asked}
        size={TREND_PX}
        title={`变化趋势 · ${whose}`}
        onClose={() => change({ items: null, range: null })}
        destroyOnHidden
        rootClassName="patient-drawer"
      >
        <Part allowed={can('lab:read')} scope="变化趋势">
          <TrendPanel {...part} items={items} />
        </Part>
      </Drawer>
      <Drawer
        open={!!opened && record !== null}
        size={RECORD_PX}
        title={record && `${record.title} · ${whose}`}
        onClose={() => change({ open: null })}
        destroyOnHidden
        rootClassName="patient-drawer"
      >
        {record && id && (
          <Part key={id} allowed={can(record.permission)} scope={record.title}>
            <record.Component {...part} id={id} />
          </Part>
        )}
      </Drawer>
    </>
  );
}

/** The last text there was: a drawer that is closing still shows what it showed. */
function useKept(text: string | null): string | null {
  const kept = useRef(text);
  if (text) kept.current = text;
  return kept.current;
}

function Part({ allowed, scope, children }: { allowed: boolean; scope: string; children: ReactNode }) {
  if (!allowed) return <NoRight />;
  // Long reports are scrolled by keyboard, also those without a control in them.
  return (
    <div tabIndex={0} role="group" aria-label={scope}>
      <ErrorBoundary scope={scope}>
        <Suspense fallback={<ListSkeleton rows={8} />}>{children}</Suspense>
      </ErrorBoundary>
    </div>
  );
}
