import { useState } from 'react';
import { Button, Drawer, Spin } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import './extraction.css';
import { IgnoreDialog } from './ignore-dialog.panel.js';
import { FailureStatusTag } from './sync-cells.panel.js';
import { FAILURE_KINDS, PROBLEM_RULES, type Failure } from './sync.js';
import { useSources } from './use-sources.js';

interface Props {
  readonly failure: Failure | null;
  readonly onClose: () => void;
  readonly onReplay: (id: string) => void;
}

/** One failure: which fields are wrong, what the source sent (people masked), and the two ways out. */
export function FailureDrawer({ failure, onClose, onReplay }: Props) {
  const { can } = useAccess();
  const [ignoring, setIgnoring] = useState(false);
  const acts = failure?.status === 'open' && can('sync:replay') && (
    <div className="failure-acts">
      <Button type="primary" onClick={() => onReplay(failure.id)}>
        重试
      </Button>
      <Button onClick={() => setIgnoring(true)}>忽略</Button>
    </div>
  );
  return (
    <Drawer open={failure !== null} title="失败详情" size={680} onClose={onClose} destroyOnHidden footer={acts}>
      {failure && <Summary failure={failure} />}
      {failure && ignoring && <IgnoreDialog id={failure.id} onClose={() => setIgnoring(false)} onIgnored={onClose} />}
    </Drawer>
  );
}

function Summary({ failure }: { failure: Failure }) {
  const { can } = useAccess();
  const { sourceName, streamName } = useSources();
  return (
    <div className="failure-detail">
      <p>
        <b>{FAILURE_KINDS[failure.kind] ?? failure.kind}</b>：{failure.reason}{' '}
        <FailureStatusTag status={failure.status} />
      </p>
      <dl className="run-facts">
        <dt>数据源</dt>
        <dd>
          {sourceName(failure.source)} · {streamName(failure.source, failure.stream)}
        </dd>
        <dt>业务主键</dt>
        <dd>{failure.key}</dd>
        <dt>首次失败</dt>
        <dd>{formatFullTime(failure.at)}</dd>
        <dt>次数</dt>
        <dd>
          {failure.attempts} 次{failure.similar > 1 && `，同类共 ${failure.similar} 条`}
        </dd>
      </dl>
      {can('sync:replay') ? (
        <Detail id={failure.id} />
      ) : (
        <p className="weak">来源原文只对有“重试失败记录”权限的管理员显示。</p>
      )}
    </div>
  );
}

function Detail({ id }: { id: string }) {
  const { data, error, refetch } = useApi(`/extraction/quarantine/${id}`, { topics: ['sync'] });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} />;
  return (
    <>
      {data.closedAt && (
        <p>
          {data.closedBy === 'system' ? '系统' : data.closedBy} 于 {formatFullTime(data.closedAt)} 处理：
          {data.closeReason}
        </p>
      )}
      {data.problems.length > 0 && (
        <section>
          <h3>有问题的字段</h3>
          <table className="failure-problems">
            <HeadRow titles={['字段', '问题']} />
            <tbody>
              {data.problems.map(({ field, rule }) => (
                <tr key={`${field} ${rule}`}>
                  <td>
                    <code>{field}</code>
                  </td>
                  <td>{PROBLEM_RULES[rule] ?? rule}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section>
        <h3>来源原文（姓名、证件号、电话等已遮挡）</h3>
        {data.payload ? (
          <pre className="failure-payload" tabIndex={0}>
            {readable(data.payload)}
          </pre>
        ) : (
          <p className="weak">没有保存原文。</p>
        )}
      </section>
    </>
  );
}

/** A row of a view one field a line; a message one segment a line. */
function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  }
}
