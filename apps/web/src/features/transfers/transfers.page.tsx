import type { Schema } from '@cadre/api-client/typed-paths';
import { useState } from 'react';
import { App, Button, Progress } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { shareOf, sizeOf, STATES, StateTag } from '../../shared/jobs/job-words.js';
import { JobItems } from './job-items.panel.js';

type Job = Schema<'JobRow'>;

const NOTE = '您提交的后台导出、批量生成与导入。文件保留 24 小时，只有您本人能下载；下载时会再次核对您的权限，每次下载都记入日志。';
const TOPICS = ['jobs'] as const;
/** Jobs that settle one thing after the other, each with its own result. */
const BY_ITEM: ReadonlySet<string> = new Set(['archive-batch', 'checkup-reports']);
const FILTERS: readonly ListFilter<'/jobs'>[] = [{ kind: 'multi', name: 'state', label: '状态', options: STATES }];

/** 下载中心: what goes on in the background for whoever looks at it, and the files that came of it. */
export function TransfersPage() {
  const { message } = App.useApp();
  const [detail, setDetail] = useState<Job | null>(null);
  const act = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work();
      if (done) void message.success(done);
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      void queries.invalidateQueries({ queryKey: ['/jobs'] });
    }
  };
  const column = columnOf<Job>();
  const columns = [
    column('提交时间', 'createdAt', { width: 160, render: (at) => formatFullTime(at) }),
    column('任务', 'title', { width: 220, ellipsis: true }),
    column('用途', 'reason', { width: 160, ellipsis: true }),
    column('状态', 'state', { width: 96, render: (_, job) => <StateTag job={job} /> }),
    column('进度', 'done', { width: 150, render: (_, job) => <Progress aria-label="进度" percent={shareOf(job)} size="small" format={() => countOf(job)} /> }),
    column('结果', 'message', { width: 300, render: (text, { errorNo }) => `${text ?? ''}${errorNo ? `（错误编号 ${errorNo}）` : ''}` }),
    column('文件', 'fileBytes', { width: 90, align: 'right', render: (bytes) => (bytes === null ? '' : sizeOf(bytes)) }),
    column('保留至', 'fileUntil', { width: 160, render: (at) => (at ? formatFullTime(at) : '') }),
    column('操作', null, {
      width: 180,
      fixed: 'right',
      render: (_, job) => (
        <>
          {job.fileId && (
            <Button type="link" size="small" onClick={() => void act(async () => saveFile(await api.open(`/files/${job.fileId!}`), job.title))}>
              下载
            </Button>
          )}
          {BY_ITEM.has(job.kind) && (
            <Button type="link" size="small" onClick={() => setDetail(job)}>
              明细
            </Button>
          )}
          {(job.state === 'waiting' || job.state === 'running') && !job.stopping && (
            <Button type="link" size="small" onClick={() => void act(() => api.request(`/jobs/${job.id}/cancel`, { method: 'POST' }), '正在取消')}>
              取消
            </Button>
          )}
          {(job.state === 'failed' || job.state === 'cancelled') && (
            <Button type="link" size="small" onClick={() => void act(() => api.request(`/jobs/${job.id}/retry`, { method: 'POST' }), '已重新提交')}>
              重试
            </Button>
          )}
        </>
      ),
    }),
  ];
  return (
    <>
      <ListPage id="transfers" title="下载中心" note={NOTE} path="/jobs" filters={FILTERS} columns={columns} sort="" keyOf={({ id }) => id} topics={TOPICS} />
      {detail && <JobItems job={detail} onClose={() => setDetail(null)} />}
    </>
  );
}

const countOf = ({ done, total }: Job): string => (total === null ? `${done}` : `${done}/${total}`);
