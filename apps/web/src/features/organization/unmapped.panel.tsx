import { useApi } from '../../shared/api/api.js';
import './organization.css';

/** Codes and accounts without a partner. */
export function Unmapped() {
  const { data } = useApi('/user-mappings/unmapped');
  if (!data) return null;
  return (
    <div className="org-columns">
      <section>
        <h2>未对照的工号（{data.staffTotal}）</h2>
        <ul className="org-effects">
          {data.staff.map(({ source, code, name, departmentName, title }) => (
            <li key={`${source} ${code}`}>
              {name} <span className="weak">{[source.toUpperCase(), code, departmentName, title].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>未对照的账号（{data.userTotal}）</h2>
        <ul className="org-effects">
          {data.users.map(({ id, username, name, staffNo }) => (
            <li key={id}>
              {name} <span className="weak">{[username, staffNo].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
