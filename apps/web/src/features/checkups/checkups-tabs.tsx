import { Link } from 'react-router-dom';

const TABS = [
  { key: 'records', title: '体检记录', to: '/checkups' },
  { key: 'batches', title: '单位批次', to: '/checkups/batches' },
] as const;

/** Records one by one, and units with who of them is still to come. */
export function CheckupsTabs({ active }: { active: (typeof TABS)[number]['key'] }) {
  return (
    <nav className="checkups-tabs" aria-label="体检">
      {TABS.map(({ key, title, to }) => (
        <Link key={key} to={to} aria-current={key === active ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
