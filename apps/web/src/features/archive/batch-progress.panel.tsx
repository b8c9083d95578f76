import { Alert, Drawer, Progress } from 'antd';
import { Link } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { shareOf, StateTag } from '../../shared/jobs/job-words.js';
import { Answered } from '../../shared/problem/answered.js';
import type { BatchScope } from './batch.form.js';
import { BatchResults } from './batch-results.panel.js';

const EVERY_MS = 1_500;

interface Props {
  readonly id: string;
  readonly scope: BatchScope;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** How far a batch is, what became of each person, and where its file is. */
export function BatchProgress({ id, scope, open, onClose }: Props) {
  const job = useApi(`/jobs/${id}`, { topics: ['jobs'], every: EVERY_MS, enabled: open });
  return (
    <Drawer open={open} title="批量生成健康档案" size={720} onClose={onClose} destroyOnHidden>
      <Answered answer={job} rows={4}>
        {(now) => {
          const isOver = now.finishedAt !== null;
          return (
            <>
              <p>
                <b>{now.title}</b> <StateTag job={now} />
              </p>
              <p className="weak">提交于 {formatFullTime(now.createdAt)}</p>
              <Progress aria-label="进度" percent={shareOf(now)} format={() => `${now.done}/${now.total ?? '…'}`} />
              {isOver && now.message && (
                <Alert type={now.state !== 'done' ? 'error' : now.failed > 0 ? 'warning' : 'success'} showIcon title={now.message} style={{ margin: '8px 0' }} />
              )}
              <p>
                <Link to="/system/transfers">{now.fileId ? '到下载中心下载压缩包' : '到下载中心查看任务'}</Link>
              </p>
              <BatchResults id={id} scope={scope} />
            </>
          );
        }}
      </Answered>
    </Drawer>
  );
}
