import { formatFullTime } from '../../shared/format/dates.js';
import { ResultValue } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { FLAG_SOURCES, REPORT_STATUS, type MatrixCell, type MatrixItem, type MatrixReport } from './labs.js';

export interface CardPlace {
  readonly item: MatrixItem;
  readonly cell: MatrixCell;
  readonly report: MatrixReport;
  readonly box: DOMRect;
}

const [WIDTH, HEIGHT, GAP] = [320, 230, 6];

/** Where a value comes from, beside the cell under the mouse or the focus; above it when there is no room below. */
export function CellCard({ item, cell, report, box }: CardPlace) {
  const left = Math.max(GAP, Math.min(box.left, window.innerWidth - WIDTH - GAP));
  const below = box.bottom + HEIGHT < window.innerHeight;
  return (
    <div
      role="tooltip"
      className="cell-card"
      style={{
        left,
        width: WIDTH,
        ...(below ? { top: box.bottom + GAP } : { bottom: window.innerHeight - box.top + GAP }),
      }}
    >
      <b>{item.name}</b> <ResultValue text={textOr(cell.text)} flag={cell.flag} brief={false} />{' '}
      <span className="weak">{cell.unit}</span>
      {cell.disagrees && <p className="cell-odd">⚠ 标记不一致：检验系统的标记与参考区间得出的结论不同。</p>}
      <dl>
        <dt>采样时间</dt>
        <dd>{formatFullTime(report.at)}</dd>
        <dt>报告单号</dt>
        <dd>
          {report.reportNo}（{REPORT_STATUS[report.status]}
          {report.revision > 1 && `，第 ${report.revision} 版`}）
        </dd>
        <dt>组合</dt>
        <dd>{report.panelName}</dd>
        <dt>参考区间</dt>
        <dd>{formatRange(cell.range) ?? '无参考区间'}</dd>
        <dt>检验方法</dt>
        <dd>{textOr(cell.method)}</dd>
        <dt>判断依据</dt>
        <dd>{cell.flagSource ? FLAG_SOURCES[cell.flagSource] : '未判断'}</dd>
      </dl>
    </div>
  );
}
