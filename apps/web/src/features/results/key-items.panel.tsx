import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { formatDate } from '../../shared/format/dates.js';
import { ResultValue, isAbnormal } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { Answered } from '../../shared/problem/answered.js';
import { changeText, keyItems, type KeyItem } from './key-items.js';
import type { LabMatrix } from './labs.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import type { PatientTabProps } from './patient-parts.js';
import { Spark } from './spark.js';
import { useMatrix } from './use-matrix.js';

/** The newest value of the items that matter first, each a way to its course. */
export function KeyItemsPanel({ person, onTrend }: PatientTabProps) {
  const answer = useMatrix(person.id, null);
  return (
    <section className="patient-card" aria-labelledby="overview-items">
      <h2 id="overview-items">
        关键指标{' '}
        <small>
          <Link to={`/p/${person.id}/labs`}>全部检验 ›</Link>
        </small>
      </h2>
      <Answered answer={answer} rows={5}>
        {(matrix) =>
          matrix.reports.length === 0 ? (
            <NoSuchRecords what="检验报告" sources={['lis']} connected={matrix.sources.connected} />
          ) : (
            <Cards matrix={matrix} onTrend={onTrend} />
          )
        }
      </Answered>
    </section>
  );
}

function Cards({ matrix, onTrend }: { matrix: LabMatrix; onTrend: PatientTabProps['onTrend'] }) {
  const items = useMemo(() => keyItems(matrix), [matrix]);
  if (!items.length) return <p className="weak">最近的报告中没有常用指标，请到“检验”查看全部项目。</p>;
  return (
    <div className="key-items">
      {items.map((one) => (
        <Card key={one.item.code} {...one} onTrend={onTrend} />
      ))}
    </div>
  );
}

function Card({ item, newest, report, change, onTrend }: KeyItem & { onTrend: PatientTabProps['onTrend'] }) {
  const abnormal = isAbnormal(newest.flag);
  return (
    <button
      type="button"
      className={abnormal ? 'key-item key-item-abnormal' : 'key-item'}
      onClick={() => onTrend([item.code])}
      title={`${item.name}：查看变化趋势`}
    >
      <span className="key-item-name">
        <span className="ellipsis">{item.name}</span>
      </span>
      <span className="key-item-value" title={newest.unit ?? undefined}>
        <ResultValue text={textOr(newest.text)} flag={newest.flag} brief={false} />{' '}
        <small className="weak">{newest.unit}</small>
      </span>
      <span className="key-item-course">
        <Spark values={item.spark} abnormal={abnormal} />
        <small className="weak">{changeText(change)}</small>
      </span>
      <small className="weak">
        {formatDate(report.at)} · 参考 {formatRange(newest.range) ?? '无'}
      </small>
    </button>
  );
}
