import { Link } from 'react-router-dom';
import { useAccess } from '../access/access.js';
import { useFreshness } from './freshness.js';

interface Props {
  readonly what: string;
  readonly sources: readonly string[];
  /** Whether the server ever read such a source; unknown when it does not say. */
  readonly connected?: boolean;
}

/** Nothing here, and why: no system delivers it, it was never read, or there simply is none. */
export function NoSuchRecords({ what, sources, connected = true }: Props) {
  const { can } = useAccess();
  const standing = useFreshness(sources);
  const unread = standing.length > 0 && standing.every(({ dataAt }) => dataAt === null);
  if (unread || !connected) {
    return (
      <div className="list-state" role="status">
        <span aria-hidden className="list-state-mark">
          ⇅
        </span>
        <b>{unread ? '尚未同步' : '该来源未对接'}</b>
        <p className="weak">
          {unread
            ? `${standing.map(({ name }) => name).join('、')}还没有完成第一次同步，完成后${what}会自动出现。`
            : `还没有系统向本系统提供${what}，这不表示没有做过。`}
        </p>
        {can('sync:run') && <Link to="/sync">查看数据同步</Link>}
      </div>
    );
  }
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        ∅
      </span>
      <b>无{what}</b>
      <p className="weak">已对接的系统中没有此人的{what}。</p>
    </div>
  );
}
