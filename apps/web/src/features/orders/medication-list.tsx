import { useState } from 'react';
import { Segmented } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import { SourceBanner, UpdatedAt } from '../../shared/freshness/source-banner.js';
import { Answered } from '../../shared/problem/answered.js';
import { barsOf, ticksOf, type Medication } from './medication-bars.js';
import './medications.css';

const SOURCES = ['his'];
const SOURCE_NAMES: Readonly<Record<string, string>> = { order: '医嘱', prescription: '处方' };
const DAY_MS = 86_400_000;
const SPANS = [
  { value: 90, label: '近三个月' },
  { value: 365, label: '近一年' },
  { value: 1825, label: '近五年' },
];

/** 用药一览: one row a drug over all visits, with its courses drawn over time. */
export function MedicationList({ personId }: { personId: string }) {
  const [days, setDays] = useState(90);
  const [which, setWhich] = useState<'current' | 'all'>('current');
  const answer = useApi(`/beneficiaries/${personId}/medications`, { topics: ['orders', 'visits'], beneficiaryId: personId });
  return (
    <>
      <SourceBanner sources={SOURCES} />
      <Answered answer={answer} rows={8}>
        {({ items }) => {
          const current = items.filter((one) => one.current);
          const shown = which === 'current' ? current : items;
          return items.length === 0 ? (
            <NoSuchRecords what="用药记录" sources={SOURCES} />
          ) : (
            <>
              <div className="part-tools">
                <Segmented
                  value={which}
                  onChange={setWhich}
                  options={[
                    { value: 'current', label: `目前在用 ${current.length}` },
                    { value: 'all', label: `全部 ${items.length}` },
                  ]}
                />
                <Segmented value={days} onChange={setDays} options={SPANS} />
                <span className="weak">
                  深色为医嘱，浅色为处方；箭头为仍在执行，虚线边为按处方天数推定的止日。近五年，已撤销的不列。
                </span>
              </div>
              {shown.length === 0 && <p className="list-state">医嘱和处方中没有目前在用的药品。</p>}
              {shown.length > 0 && <Courses drugs={shown} days={days} />}
              <div className="patient-foot">
                <UpdatedAt sources={SOURCES} readAt={answer.dataUpdatedAt} />
              </div>
            </>
          );
        }}
      </Answered>
    </>
  );
}

function Courses({ drugs, days }: { drugs: readonly Medication[]; days: number }) {
  const to = Date.now();
  const from = to - days * DAY_MS;
  return (
    <div className="medications" tabIndex={0} role="group" aria-label="用药一览">
      <table>
        <caption className="sr-only">用药一览</caption>
        <thead>
          <tr>
            <th scope="col">药品</th>
            <th scope="col">用法</th>
            <th scope="col">来源</th>
            <th scope="col">最近开立</th>
            <th scope="col" className="medication-ruler">
              <span className="sr-only">用药时段</span>
              {ticksOf(from, to).map(({ left, label }) => (
                <i key={label} style={{ left: `${left}%` }}>
                  {label}
                </i>
              ))}
            </th>
          </tr>
        </thead>
        <tbody>
          {drugs.map((drug) => (
            <tr key={drug.drugName}>
              <th scope="row">
                {drug.drugName} <span className="weak">{drug.specification}</span>{' '}
                {drug.current && <span className="tag tag-good">在用</span>}
              </th>
              <td>{drug.courses[0]?.usage || '—'}</td>
              <td>{drug.sources.map((one) => SOURCE_NAMES[one] ?? one).join('、')}</td>
              <td>{formatDate(drug.lastAt)}</td>
              <td className="medication-lane">
                <ol className="sr-only">
                  {drug.courses.map((course) => (
                    <li key={`${course.number} ${course.from}`}>{say(course)}</li>
                  ))}
                </ol>
                {barsOf(drug, from, to, say).map((bar) => (
                  <i
                    key={bar.key}
                    title={bar.title}
                    className={`medication-bar medication-${bar.source}${bar.open ? ' medication-open' : ''}${bar.presumed ? ' medication-presumed' : ''}`}
                    style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
                  />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function say(course: Medication['courses'][number]): string {
  const until = course.until === null ? '仍在执行' : `至 ${formatDate(course.until)}${course.presumed ? '（推定）' : ''}`;
  return `${SOURCE_NAMES[course.source]} ${course.number}：${formatDate(course.from)} ${until} ${course.usage} ${[course.departmentName, course.doctorName].filter(Boolean).join(' ')}`.trim();
}
