import { formatFullTime } from '../../shared/format/dates.js';
import { ResultValue } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { FLAG_SOURCES, REPORT_STATUS, type Series, type SeriesPoint } from './labs.js';
import { changeWords } from './trend-marks.js';

/** All points of all series, the newest first. */
export function pointsOf(series: readonly Series[]): readonly { readonly line: Series; readonly point: SeriesPoint }[] {
  return series
    .flatMap((line) => line.points.map((point) => ({ line, point })))
    .sort((a, b) => (a.point.at < b.point.at ? 1 : -1));
}

/** The figures of the chart as text: for reading aloud, for copying, and for those who trust figures more than lines. */
export function TrendTable({ series, onReport }: { series: readonly Series[]; onReport: (id: string) => void }) {
  const several = new Set(series.map(({ itemCode }) => itemCode)).size > 1;
  return (
    <table className="plain-table">
      <caption>图中数据（新 → 旧）</caption>
      <thead>
        <tr>
          <th scope="col">采样时间</th>
          {several && <th scope="col">项目</th>}
          <th scope="col">结果</th>
          <th scope="col">单位</th>
          <th scope="col">参考区间</th>
          <th scope="col">较上次</th>
          <th scope="col">方法</th>
          <th scope="col">判断依据</th>
          <th scope="col">报告单</th>
        </tr>
      </thead>
      <tbody>
        {pointsOf(series).map(({ line, point }) => (
          <tr key={`${line.itemCode}/${line.method}/${point.reportId}/${point.text}`}>
            <td>{formatFullTime(point.at)}</td>
            {several && <th scope="row">{line.itemName}</th>}
            <td>
              <ResultValue text={textOr(point.text)} flag={point.flag} brief={false} />
            </td>
            <td>{textOr(point.unit)}</td>
            <td>{formatRange(point.rangeText) ?? <span className="weak">无参考区间</span>}</td>
            <td>{changeWords(point).replace('较上次 ', '')}</td>
            <td>{textOr(line.method)}</td>
            <td>{point.flagSource ? FLAG_SOURCES[point.flagSource] : <span className="weak">未判断</span>}</td>
            <td>
              <button type="button" className="quiet link" onClick={() => onReport(point.reportId)}>
                {point.reportNo}
              </button>
              {point.status === 'corrected' && <span className="weak"> {REPORT_STATUS['corrected']}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
