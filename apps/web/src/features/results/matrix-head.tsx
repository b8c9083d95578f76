import { memo, useEffect, useRef, useState } from 'react';
import { Popover } from 'antd';
import { formatFullTime } from '../../shared/format/dates.js';
import type { Draw } from './draws.js';
import { REPORT_STATUS, type MatrixReport } from './labs.js';
import { headingsOf } from './matrix-view.js';

interface Props {
  readonly draws: readonly Draw[];
  readonly onReport: (id: string) => void;
  readonly onMore: (() => void) | null;
}

/** Specimen times, the newest first, under their days and years; each opens what was reported of it. */
export const MatrixHead = memo(function MatrixHead({ draws, onReport, onMore }: Props) {
  const { years, days } = headingsOf(draws);
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={3} className="matrix-item">
          项目
        </th>
        <th scope="col" rowSpan={3} className="matrix-spark">
          趋势
        </th>
        <th scope="col" rowSpan={3} className="matrix-unit">
          单位
        </th>
        <th scope="col" rowSpan={3} className="matrix-range">
          参考区间
        </th>
        {years.map(({ key, label, columns }) => (
          <th key={key} scope="colgroup" colSpan={columns} className="matrix-year">
            <span>{label}</span>
          </th>
        ))}
        {onMore && <More key={draws.length} onMore={onMore} />}
      </tr>
      <tr className="matrix-days">
        {days.map(({ key, label, columns }) => (
          <th key={key} scope="colgroup" colSpan={columns}>
            {label}
          </th>
        ))}
      </tr>
      <tr className="matrix-reports">
        {draws.map((draw) => (
          <th key={draw.reports[0]?.id} scope="col">
            <DrawHead draw={draw} onReport={onReport} />
          </th>
        ))}
      </tr>
    </thead>
  );
});

function DrawHead({ draw: { at, reports }, onReport }: { draw: Draw; onReport: (id: string) => void }) {
  const [open, setOpen] = useState(false);
  const [only] = reports;
  const one = reports.length === 1 && only;
  const head = (
    <button
      type="button"
      className="quiet"
      onClick={() => {
        if (one) onReport(one.id);
      }}
      title={one ? `${nameOf(one)}，点击查看报告` : `${reports.length} 份报告，点击选择`}
    >
      <span>
        {formatFullTime(at).slice(11)}
        {reports.some(({ status }) => status === 'corrected') && <b className="matrix-odd">更正</b>}
      </span>
      <small className="ellipsis">{one ? one.panelName : `${reports.length} 份报告 ▾`}</small>
    </button>
  );
  if (one) return head;
  const choose = (id: string) => {
    setOpen(false);
    onReport(id);
  };
  const list = (
    <ul className="draw-reports">
      {reports.map((report) => (
        <li key={report.id}>
          <button type="button" className="quiet link" onClick={() => choose(report.id)}>
            {nameOf(report)}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottom"
      title={formatFullTime(at)}
      content={list}
    >
      {head}
    </Popover>
  );
}

function nameOf({ panelName, reportNo, status }: MatrixReport): string {
  return `${panelName} ${reportNo}${status === 'corrected' ? ` ${REPORT_STATUS[status]}` : ''}`;
}

/** At the end of the columns: drawing near by scrolling is asking for more, and so is pressing it. */
function More({ onMore }: { onMore: () => void }) {
  const place = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { root: element.closest('.matrix-scroll'), rootMargin: '0px 160px 0px 0px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [onMore]);
  return (
    <th ref={place} rowSpan={3} scope="col" className="matrix-more">
      <button type="button" className="quiet link" onClick={onMore}>
        更早 ›
      </button>
    </th>
  );
}
