import { useState } from 'react';
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Modal, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useSearchParams } from 'react-router-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { DrillPlace } from '../../shared/figures/drill-drawer.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { RebuildButton } from './rebuild.panel.js';
import { ReportPanel } from './report.panel.js';
import { periodWords, REPORT_NAMES, type ReportKind } from './report-names.js';
import './stats.css';

type Row = Schema<'ReportListRow'>;

/** 工作报告: a month, a quarter or a year made, written, locked; the list is their history. */
export function ReportsPage() {
  const { can } = useAccess();
  const [params, setParams] = useSearchParams();
  const [making, setMaking] = useState(false);
  const opened = params.get('open');
  const answer = useApi('/stats/reports');
  return (
    <section className="stats-page">
      <PageHead title="工作报告" note="按月、按季或按年统计干保办工作量，写好文字后锁定上报。锁定后数字不再变化，迟到的数据只列差额。报告按全院统计，不含机密对象。">
        <div className="list-tools">
          {can('stats:rebuild') && <RebuildButton />}
          {can('report:write') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              编制报告
            </Button>
          )}
        </div>
      </PageHead>
      {making && <MakeReport onClose={() => setMaking(false)} onMade={(id) => setParams({ open: id })} />}
      <Answered answer={answer} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="report-card weak">还没有编制过报告。{can('report:write') && '点击右上角“编制报告”开始。'}</p>
          ) : (
            <div className="stats-scroll report-list">
              <table className="figure-table figure-table-words">
                <caption className="sr-only">工作报告</caption>
                <HeadRow titles={['期间', '种类', '状态', '版本', '编制人', '最近修改', '锁定']} />
                <tbody>
                  {items.map((row) => (
                    <ReportLine key={row.id} row={row} current={row.id === opened} onOpen={() => setParams({ open: row.id })} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answered>
      {opened && (
        <DrillPlace>
          <ReportPanel key={opened} id={opened} />
        </DrillPlace>
      )}
    </section>
  );
}

function ReportLine({ row, current, onOpen }: { row: Row; current: boolean; onOpen: () => void }) {
  return (
    <tr aria-current={current || undefined} className={current ? 'figure-sum' : undefined}>
      <th scope="row">
        <button type="button" className="quiet figure-link" onClick={onOpen}>
          {periodWords(row.period)}
        </button>
      </th>
      <td>{REPORT_NAMES[row.kind]}</td>
      <td>
        <span className={`tag ${row.status === 'locked' ? 'tag-good' : 'tag-late'}`}>{row.status === 'locked' ? '已锁定' : '草稿'}</span>
      </td>
      <td>{row.version}</td>
      <td>{row.madeBy}</td>
      <td>{formatFullTime(row.changedAt)}</td>
      <td>{row.lockedAt ? `${row.lockedBy} ${formatFullTime(row.lockedAt)}` : '—'}</td>
    </tr>
  );
}

const KINDS: readonly ReportKind[] = ['month', 'quarter', 'year'];
const MONTHS: Readonly<Record<ReportKind, number>> = { month: 1, quarter: 3, year: 12 };

/** Some day of the period before this one: that is the one to be reported. */
const lastOf = (kind: ReportKind) => dayjs().subtract(MONTHS[kind], 'month');

/** A period as it is asked for. */
function periodOf(kind: ReportKind, at: Dayjs): string {
  return kind === 'quarter' ? `${at.year()}-Q${Math.floor(at.month() / 3) + 1}` : at.format(kind === 'month' ? 'YYYY-MM' : 'YYYY');
}

/** Chooses a period that is not made yet. */
function MakeReport({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { message } = App.useApp();
  const [kind, setKind] = useState<ReportKind>('month');
  const [at, setAt] = useState(() => lastOf('month'));
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const made = await api.request('/stats/reports', { method: 'POST', body: { kind, period: periodOf(kind, at) } });
      await queries.invalidateQueries({ queryKey: ['/stats/reports'] });
      onMade(made.id);
      onClose();
    } catch (error) {
      void message.error({ content: sentenceOf(error), duration: 6, key: 'report' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title="编制报告" okText="统计并生成" cancelText="取消" confirmLoading={busy} onOk={() => void make()} onCancel={onClose}>
      <div className="figure-tools">
        <Radio.Group
          value={kind}
          onChange={({ target }) => {
            const chosen = target.value as ReportKind;
            setKind(chosen);
            setAt(lastOf(chosen));
          }}
          options={KINDS.map((value) => ({ value, label: REPORT_NAMES[value] }))}
        />
        <DatePicker aria-label="期间" picker={kind} value={at} allowClear={false} onChange={(chosen) => chosen && setAt(chosen)} maxDate={dayjs()} />
      </div>
      <p className="weak">将按全院、不含机密对象统计，并与上期、上年同期比较。</p>
    </Modal>
  );
}
