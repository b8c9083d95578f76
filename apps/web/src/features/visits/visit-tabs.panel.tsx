import type { ReactNode } from 'react';
import { useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { Answered } from '../../shared/problem/answered.js';
import { NothingHere, RecordLines, VisitRecordList } from './visit-record-list.panel.js';
import type { VisitDetail } from './visit.js';

const REPORT_STATUS: Readonly<Record<string, string>> = { final: '已审核', corrected: '已更正', withdrawn: '已撤回' };
const ORDERS = ['orders'] as const;
const EXAMS = ['exams'] as const;
const NOTES = ['notes'] as const;
const SURGERIES = ['surgeries'] as const;


/** One kind of record of the visit; `count` null: the reader may not know. */
export interface VisitTab {
  readonly key: string;
  readonly title: string;
  readonly count: number | null;
  readonly content: ReactNode;
}

/** The tabs beside 概览, without those the reader may not read; operations and consultations are rare, and there when there are some. 体检 is of the person: no visit holds it. */
export function visitTabs(visit: VisitDetail, mayReadCheckups: boolean): readonly VisitTab[] {
  const { beneficiaryId, visitNo, counts } = visit;
  const page = (tab: string) => `/p/${beneficiaryId}/${tab}`;
  const ofVisit = { beneficiaryId, visitNo };
  const here = (tab: string, more: Readonly<Record<string, string>> = {}) => `${page(tab)}?${new URLSearchParams({ visit: visitNo, ...more })}`;
  const tabs: readonly VisitTab[] = [
    { key: 'labs', title: '检验', count: counts.labs, content: <Reports visit={visit} all={page('labs')} /> },
    {
      key: 'exams', title: '检查与影像', count: counts.exams,
      content: (
        <VisitRecordList {...ofVisit} path={`/beneficiaries/${beneficiaryId}/exam-reports`} what="检查报告" all={page('imaging')} topics={EXAMS}
          line={(exam) => ({
            at: exam.examinedAt, title: textOr(exam.itemName), href: here('imaging', { exam: exam.id }),
            more: <>{textOr(exam.impression)}{exam.critical && <b className="flag"> 危急</b>}{!exam.critical && exam.positive && ' · 阳性'}{exam.hasImages ? ' · 有影像' : ''}</>,
          })}
        />
      ),
    },
    {
      key: 'orders', title: '医嘱', count: counts.orders,
      content: (
        <VisitRecordList {...ofVisit} path={`/beneficiaries/${beneficiaryId}/orders`} what="医嘱" all={page('orders')} topics={ORDERS}
          line={(order) => ({
            at: order.orderedAt, title: order.itemName, href: here('orders', { kind: 'orders' }),
            more: [order.dose && `${order.dose}${order.doseUnit ?? ''}`, order.route, order.frequency, order.stoppedAt && '已停'].filter(Boolean).join(' · '),
          })}
        />
      ),
    },
    {
      key: 'prescriptions', title: '处方', count: counts.prescriptions,
      content: (
        <VisitRecordList {...ofVisit} path={`/beneficiaries/${beneficiaryId}/prescriptions`} what="处方" all={page('orders')} topics={ORDERS}
          line={(one) => ({
            at: one.prescribedAt, title: one.items.map(({ drugName }) => drugName).join('、') || one.prescriptionNo,
            href: here('orders', { kind: 'prescriptions' }), more: [one.departmentName, one.doctorName].filter(Boolean).join(' · '),
          })}
        />
      ),
    },
    {
      key: 'notes', title: '病历', count: counts.notes,
      content: (
        <VisitRecordList {...ofVisit} path={`/beneficiaries/${beneficiaryId}/notes`} what="病历文书" all={page('notes')} topics={NOTES}
          line={(note) => ({
            at: note.writtenAt, title: note.title, href: here('notes', { document: note.id }),
            more: [note.author, note.departmentName].filter(Boolean).join(' · '),
          })}
        />
      ),
    },
    {
      key: 'surgeries', title: '手术', count: counts.surgeries || null,
      content: (
        <VisitRecordList {...ofVisit} path={`/beneficiaries/${beneficiaryId}/surgeries`} what="手术" all={page('surgeries')} topics={SURGERIES}
          line={(one) => ({
            at: one.startedAt ?? one.scheduledAt, title: one.procedures.map(({ name }) => name).join('、') || '手术',
            href: here('surgeries', { kind: 'surgeries' }), more: [one.departmentName, one.surgeonName].filter(Boolean).join(' · '),
          })}
        />
      ),
    },
    {
      key: 'consultations', title: '会诊', count: counts.consultations || null,
      content: (
        <VisitRecordList {...ofVisit} path={`/beneficiaries/${beneficiaryId}/consultations`} what="会诊" all={page('surgeries')} topics={SURGERIES}
          line={(one) => ({
            at: one.startedAt ?? one.requestedAt, title: textOr(one.purpose ?? one.reason), href: here('surgeries', { kind: 'consultations' }),
            more: textOr(one.requestDepartmentName),
          })}
        />
      ),
    },
  ];
  const checkups = { key: 'checkups', title: '体检', count: null, content: <Checkups beneficiaryId={beneficiaryId} all={page('checkups')} /> };
  return [...tabs.filter(({ count }) => count !== null), ...(mayReadCheckups ? [checkups] : [])];
}

function Reports({ visit: { beneficiaryId, labReports }, all }: { visit: VisitDetail; all: string }) {
  if (labReports.length === 0) return <NothingHere what="检验报告" all={all} />;
  return (
    <RecordLines
      label="检验报告"
      lines={labReports.map((report) => ({
        at: report.collectedAt, title: report.panelName, href: `/p/${beneficiaryId}/labs?open=lab:${report.id}`,
        more: <>{report.reportNo} · {REPORT_STATUS[report.status] ?? report.status} · 异常 <AbnormalCount count={report.abnormalCount} /></>,
      }))}
    />
  );
}

function Checkups({ beneficiaryId, all }: { beneficiaryId: string; all: string }) {
  const answer = useApi(`/beneficiaries/${beneficiaryId}/checkups`, { topics: ['checkups'], beneficiaryId });
  return (
    <Answered answer={answer} rows={4}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="visit-nothing" role="status">此人没有体检记录。</p>
        ) : (
          <RecordLines
            label="体检"
            lines={items.map((checkup) => ({
              at: checkup.checkupDate, title: `${checkup.year} 年 ${textOr(checkup.packageName)}`, href: all,
              more: `体检号 ${checkup.checkupNo} · ${formatDate(checkup.checkupDate)}`,
            }))}
          />
        )
      }
    </Answered>
  );
}
