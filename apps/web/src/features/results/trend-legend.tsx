import { isAbnormal } from '../../shared/format/flags.js';
import { TREND_COLORS } from './trend-marks.js';
import type { Stay } from './labs.js';
import { RELATIVE, type Panel } from './trend-panels.js';

/** What the marks mean; only those that occur. */
export function TrendLegend({ panels, events }: { panels: readonly Panel[]; events: readonly Stay[] }) {
  const has = (wanted: Stay['kind']) => events.some(({ kind }) => kind === wanted);
  const points = panels.flatMap(({ lines }) => lines.flatMap((line) => line.points));
  const methods = panels.flatMap(({ lines }) => (lines.length > 1 ? lines : []));
  return (
    <ul className="trend-legend" aria-label="图例">
      {methods.length === 0 && (
        <li>
          <i style={{ color: TREND_COLORS.line[0] }}>●</i>结果
        </li>
      )}
      {panels.map(
        ({ itemCode, lines }) =>
          lines.length > 1 &&
          lines.map(({ method, itemName }, nth) => (
            <li key={`${itemCode}/${itemName}/${method}`}>
              <i style={{ color: TREND_COLORS.line[nth % TREND_COLORS.line.length] }}>●</i>
              {itemName}
              {itemCode !== RELATIVE && `（${method ?? '未注明方法'}）`}
            </li>
          )),
      )}
      {points.some(({ flag }) => isAbnormal(flag)) && (
        <li>
          <i style={{ color: TREND_COLORS.abnormal }}>●</i>异常结果（红）
        </li>
      )}
      {points.some(({ comparator }) => comparator?.startsWith('<')) && (
        <li>
          <i>▽</i>低于检测界限，非确切数值
        </li>
      )}
      {points.some(({ comparator }) => comparator?.startsWith('>')) && (
        <li>
          <i>△</i>高于检测界限，非确切数值
        </li>
      )}
      {points.some(({ low, high }) => low !== null || high !== null) && (
        <li>
          <i style={{ color: TREND_COLORS.range, opacity: 0.45 }}>■</i>参考区间
        </li>
      )}
      {has('stay') && (
        <li>
          <i style={{ color: TREND_COLORS.stay, opacity: 0.45 }}>■</i>住院期间
        </li>
      )}
      {has('surgery') && (
        <li>
          <i style={{ color: TREND_COLORS.stay }}>│</i>手术
        </li>
      )}
      {has('medication') && (
        <li>
          <i style={{ color: TREND_COLORS.stay }}>┆</i>长期用药起止
        </li>
      )}
    </ul>
  );
}
