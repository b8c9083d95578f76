import type { ReactNode } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../access/access.js';
import { useFreshness } from '../freshness/freshness.js';

function State({ mark, title, children }: { mark: string; title: string; children?: ReactNode }) {
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        {mark}
      </span>
      <b>{title}</b>
      {children}
    </div>
  );
}

/** No right is not the same as no data, and says whom to ask. */
export function NoRight() {
  const { me } = useAccess();
  return (
    <State mark="🔒" title="无权查看">
      <p className="weak">
        您的账号（{me.roles.map(({ name }) => name).join('、') || '无角色'}
        ）没有查看这里的权限。如工作需要，请向系统管理员申请。
      </p>
    </State>
  );
}

interface Props {
  readonly filtered: boolean;
  readonly sources: readonly string[];
  readonly onClear: () => void;
  readonly emptyAction?: ReactNode;
}

/** Three kinds of nothing: never read yet, nothing that fits, nothing at all. */
export function EmptyList({ filtered, sources, onClear, emptyAction }: Props) {
  const { can } = useAccess();
  const standing = useFreshness(sources);
  if (standing.length && standing.every(({ dataAt }) => dataAt === null)) {
    return (
      <State mark="⇅" title="尚未同步">
        <p className="weak">
          {standing.map(({ name }) => name).join('、')}还没有完成第一次同步，完成后数据会自动出现。
        </p>
        {can('sync:run') && <Link to="/sync">去同步</Link>}
      </State>
    );
  }
  if (filtered)
    return (
      <State mark="∅" title="没有符合条件的数据">
        <Button onClick={onClear}>清空条件</Button>
      </State>
    );
  return (
    <State mark="∅" title="暂无数据">
      {emptyAction}
    </State>
  );
}

/** Holds the place of the rows, so that nothing jumps when they come. Appears only when the answer takes its time. */
export function ListSkeleton({ rows }: { rows: number }) {
  return (
    <div className="list-skeleton" role="status" aria-label="正在读取" aria-busy>
      {Array.from({ length: rows }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
}
