import { memo, useEffect, useRef } from 'react';
import { formatFullTime } from '../../shared/format/dates.js';
import { REPORT_STATUS, type MatrixReport } from './labs.js';
import { headingsOf } from './matrix-view.js';

interface Props { readonly reports: readonly MatrixReport[]; readonly onReport: (id: string) => void; readonly onMore: (() => void) | null }

/** Dates of the reports, the newest first, under their years; each opens its report. */
export const MatrixHead = memo(function MatrixHead({ reports, onReport, onMore }: Props) {
  const { years, days } = headingsOf(reports);
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={3} className="matrix-item">项目</th>
        <th scope="col" rowSpan={3} className="matrix-spark">趋势</th>
        <th scope="col" rowSpan={3} className="matrix-unit">单位</th>
        <th scope="col" rowSpan={3} className="matrix-range">参考区间</th>
        {years.map(({ key, label, columns }) => <th key={key} scope="colgroup" colSpan={columns} className="matrix-year"><span>{label}</span></th>)}
        {onMore && <More key={reports.length} onMore={onMore} />}
      </tr>
      <tr className="matrix-days">{days.map(({ key, label, columns }) => <th key={key} scope="colgroup" colSpan={columns}>{label}</th>)}</tr>
      <tr className="matrix-reports">
        {reports.map(({ id, at, panelName, reportNo, status }) => (
          <th key={id} scope="col">
            <button type="button" className="quiet" onClick={() => onReport(id)} title={`${panelName} ${reportNo} ${REPORT_STATUS[status]}，点击查看报告`}>
              <span>{formatFullTime(at).slice(11)}{status === 'corrected' && <b className="matrix-odd">更正</b>}</span>
              <small className="ellipsis">{panelName}</small>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
});

/** At the end of the columns: drawing near by scrolling is asking for more, and so is pressing it. */
function More({ onMore }: { onMore: () => void }) {
  const place = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const watch = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) onMore(); }, { root: element.closest('.matrix-scroll'), rootMargin: '0px 160px 0px 0px' });
    watch.observe(element);
    return () => watch.disconnect();
  }, [onMore]);
  return <th ref={place} rowSpan={3} scope="col" className="matrix-more"><button type="button" className="quiet link" onClick={onMore}>更早 ›</button></th>;
}
