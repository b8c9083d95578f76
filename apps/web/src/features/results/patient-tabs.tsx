import { useEffect } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { PATIENT_TABS } from './patient-parts.js';

const addressOf = (personId: string, key: string) => (key === 'overview' ? `/p/${personId}` : `/p/${personId}/${key}`);

/** The parts of a record: by click, by Alt and their number, and fetched when the mouse draws near. Parts without a right are not offered. */
export function PatientTabs({ personId, active }: { personId: string; active: string }) {
  const { can } = useAccess();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: Record<string, unknown> | null };
  // The place in the list goes along; that one came here by a step does not, or 概览 would be skipped.
  const kept = state && { ...state, stepped: undefined };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const tab = event.altKey && !event.ctrlKey && !event.metaKey ? PATIENT_TABS[Number(event.key) - 1] : undefined;
      if (!tab || !can(tab.permission)) return;
      event.preventDefault();
      void navigate(addressOf(personId, tab.key), { state: kept });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  return (
    <nav className="patient-tabs" aria-label="档案分区">
      {PATIENT_TABS.map(
        ({ key, title, permission, load }, index) =>
          can(permission) && (
            <Link
              key={key}
              to={addressOf(personId, key)}
              state={kept}
              title={`Alt+${index + 1}`}
              aria-current={key === active ? 'page' : undefined}
              className={key === active ? 'patient-tab patient-tab-active' : 'patient-tab'}
              onMouseEnter={() => void load()}
            >
              {title}
            </Link>
          ),
      )}
    </nav>
  );
}
