import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime, formatTime } from '../../shared/format/dates.js';
import '../../shared/list/list.css';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import './operations.css';

const PARTS: Readonly<Record<string, string>> = {
  database: '数据库',
  disk: '磁盘',
  http: '网页与接口',
  jobs: '定时任务',
  'audit-chain': '审计链条',
  sources: '数据源',
  images: '影像调阅',
  events: '系统事件',
};
const STATES = { good: ['tag tag-good', '✓ 正常'], warning: ['tag tag-late', '! 注意'], bad: ['tag tag-bad', '✕ 异常'] } as const;
const EVERY_MS = 30_000;

/** 系统健康: every part in a sentence that says what is wrong and what to do. */
export function HealthPage() {
  const answer = useApi('/operations/health', { every: EVERY_MS });
  return (
    <section className="list-page">
      <PageHead title="系统健康" note="页面在前台时每 30 秒更新一次。">
        <div className="list-tools">
          <Button loading={answer.isFetching} onClick={() => void answer.refetch()}>
            刷新
          </Button>
        </div>
      </PageHead>
      <Answered answer={answer} rows={7}>
        {({ version, now, timeZone, items }) => (
          <>
            <ul className="health-parts">
              {items.map(({ part, state, sentence, at }) => (
                <li key={part}>
                  <span className={STATES[state][0]}>{STATES[state][1]}</span>
                  <b>{PARTS[part] ?? part}</b>
                  <span>{sentence}</span>
                  <span className="weak">{at ? formatTime(at) : ''}</span>
                </li>
              ))}
            </ul>
            <p className="weak">
              版本 {version}，服务器时间 {formatFullTime(now)}（{timeZone}）
            </p>
          </>
        )}
      </Answered>
    </section>
  );
}
