import { useState } from 'react';
import { Button, Segmented } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatDate, formatTime } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { SourceBanner, UpdatedAt } from '../../shared/freshness/source-banner.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { DEFAULT_SIZE } from '../../shared/list/list-url.js';
import { ListTable } from '../../shared/list/list-table.js';
import { Answered } from '../../shared/problem/answered.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import type { PatientTabProps } from './patient-parts.js';
import { usePatientView } from './patient-view.js';
import { DiagnosisList, VisitReports } from './visit-parts.js';
import { CLASS_NAMES, VISIT_STATUS, type VisitClass, type VisitRow } from './visits.js';

const SOURCES = ['his'];
const CLASSES = [
  { value: '' as const, label: '全部' },
  ...(Object.keys(CLASS_NAMES) as VisitClass[]).map((value) => ({ value, label: CLASS_NAMES[value] })),
];
const NONE: ReadonlySet<string> = new Set();
const STAY = () => undefined;
const column = columnOf<VisitRow>();

function columnsOf(opened: ReadonlySet<string>, onFlip: (id: string) => void) {
  return [
    column('', null, {
      key: 'expand',
      width: 36,
      render: (_, { id }) => (
        <button
          type="button"
          className="quiet"
          aria-expanded={opened.has(id)}
          aria-label="展开诊断与检验报告"
          onClick={() => onFlip(id)}
        >
          {opened.has(id) ? '▾' : '▸'}
        </button>
      ),
    }),
    column('类别', 'visitClass', { width: 56, render: (kind) => CLASS_NAMES[kind] }),
    column('就诊 / 入院时间', 'startedAt', { width: 154, render: (at) => formatTime(at) }),
    column('出院日期', 'endedAt', {
      width: 108,
      render: (at, { visitClass }) => (visitClass === 'inpatient' ? formatDate(at) : ''),
    }),
    column('天数', 'stayDays', { width: 56, align: 'right', render: (days) => days ?? '' }),
    column('科室', 'departmentName', { width: 116, ellipsis: true }),
    column('主要诊断', 'mainDiagnosis', { width: 200, ellipsis: true }),
    column('异常', 'abnormalCount', { width: 66, render: (count) => <AbnormalCount count={count} /> }),
    column('医生', 'doctorName', { width: 76 }),
    column('状态', 'status', {
      width: 84,
      render: (status, { waiting }) =>
        waiting ? <span className="tag tag-late">待就诊</span> : (VISIT_STATUS[status] ?? status),
    }),
    column('就诊号', 'visitNo', { width: 124 }),
  ];
}

/** 就诊: visits and stays of a person; a line opens up to its diagnoses and reports. */
export function PatientVisitsPanel({ person, onOpen }: PatientTabProps) {
  const { params, change } = usePatientView();
  const kind = CLASSES.find(({ value }) => value === params.get('class'))?.value ?? '';
  const [{ page, pageSize }, turn] = useState({ page: 1, pageSize: DEFAULT_SIZE });
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const flip = (id: string) =>
    setOpened((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const answer = useApi(`/beneficiaries/${person.id}/visits`, {
    query: { class: kind, page, pageSize },
    topics: ['visits'],
    beneficiaryId: person.id,
    keep: true,
  });
  return (
    <div className="part-page">
      <SourceBanner sources={SOURCES} />
      <div className="part-tools">
        <Segmented
          value={kind}
          options={CLASSES}
          aria-label="就诊类别"
          onChange={(value) => {
            turn({ page: 1, pageSize });
            change({ class: value || null });
          }}
        />
      </div>
      <Answered answer={answer} rows={10}>
        {({ items, total, totalIsExact }) =>
          items.length === 0 && !kind ? (
            <NoSuchRecords what="就诊记录" sources={SOURCES} />
          ) : (
            <>
              <div className="part-list">
                {items.length > 0 ? (
                  <ListTable
                    caption="就诊记录"
                    columns={columnsOf(opened, flip)}
                    rows={items}
                    keyOf={({ id }) => id}
                    firstNo={(page - 1) * pageSize + 1}
                    sort=""
                    onSort={STAY}
                    onResize={STAY}
                    onOpen={({ id }) => onOpen('visit', id)}
                    seen={NONE}
                    stale={answer.isPlaceholderData || answer.isError}
                    expand={({ id }) =>
                      opened.has(id) ? (
                        <Inside id={id} personId={person.id} onReport={(report) => onOpen('lab', report)} />
                      ) : null
                    }
                  />
                ) : (
                  <div className="list-state" role="status">
                    <b>没有{kind && CLASS_NAMES[kind]}记录</b>
                    <Button onClick={() => change({ class: null })}>查看全部就诊</Button>
                  </div>
                )}
              </div>
              <div className="patient-foot">
                <UpdatedAt sources={SOURCES} readAt={answer.dataUpdatedAt} />
                <ListPager
                  total={total}
                  totalIsExact={totalIsExact}
                  page={page}
                  pageSize={pageSize}
                  count={items.length}
                  onTurn={(next, size) => turn({ page: next, pageSize: size ?? pageSize })}
                />
              </div>
            </>
          )
        }
      </Answered>
    </div>
  );
}

function Inside({ id, personId, onReport }: { id: string; personId: string; onReport: (id: string) => void }) {
  const answer = useApi(`/visits/${id}`, { topics: ['visits', 'labs'], beneficiaryId: personId });
  return (
    <Answered answer={answer} rows={3}>
      {({ diagnoses, labReports }) => (
        <div className="visit-inside">
          <DiagnosisList diagnoses={diagnoses} />
          <VisitReports reports={labReports} onReport={onReport} />
        </div>
      )}
    </Answered>
  );
}
