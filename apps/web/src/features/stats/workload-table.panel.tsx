import { FigureLink } from '../../shared/figures/drill-drawer.js';
import { LEVEL_NAMES, type Level } from '../../shared/figures/figure.js';
import { formatCount } from '../../shared/format/numbers.js';
import { ALL_KEY, cellOf, depthOf, figureOf, levelsShown, MEASURE_NAMES, rowsShown, sumOf, valueOf, type Measure, type View, type Workload, type WorkloadRow } from './workload.js';

interface Props {
  readonly workload: Workload;
  readonly view: View;
  readonly onSort: (sort: string) => void;
  readonly onFold: (measures: readonly string[]) => void;
  readonly stale: boolean;
}

/** Measures of which one 人次 may be several 例. */
const WITH_CASES: readonly string[] = ['surgery', 'endoscopy'];

/** The matrix: departments down, measures across, levels as a second header row. Darker means more, within a column. */
export function WorkloadTable({ workload, view, onSort, onFold, stale }: Props) {
  const measures = workload.measures as Measure[];
  const shown = view.byLevel ? levelsShown(workload, view.hideEmpty) : [];
  const isFolded = (measure: Measure) => view.folded.includes(measure);
  const levelsOf = (measure: Measure) => (isFolded(measure) ? [] : shown);
  const fold = (measure: Measure) => onFold(isFolded(measure) ? view.folded.filter((one) => one !== measure) : [...view.folded, measure]);
  const byKey = new Map(workload.rows.map((row) => [row.key, row]));
  const rows = rowsShown(workload.rows, view);
  const withCases = (measure: Measure) => view.unit === 'visits' && WITH_CASES.includes(measure);
  const width = (measure: Measure) => levelsOf(measure).length + 1 + (withCases(measure) ? 1 : 0);
  const most = new Map(measures.map((measure) => [measure, Math.max(1, ...rows.filter(isLeaf(rows)).map((row) => valueOf(row, measure, 'all', view.unit)))]));
  const sortBy = (name: string) => onSort(view.sort === `-${name}` ? name : view.sort === name ? '' : `-${name}`);
  const arrow = (name: string) => (view.sort === `-${name}` ? ' ↓' : view.sort === name ? ' ↑' : '');
  return (
    <div className="stats-scroll">
      <table className={stale ? 'figure-table stats-matrix list-stale' : 'figure-table stats-matrix'} aria-busy={stale}>
        <caption className="sr-only">
          全院工作量，{workload.from} 至 {workload.to}
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              科室
            </th>
            {measures.map((measure) => (
              <th key={measure} scope="colgroup" colSpan={width(measure)} className="stats-group" aria-sort={ariaSort(view.sort, measure)}>
                <button type="button" className="quiet" onClick={() => sortBy(measure)}>
                  {MEASURE_NAMES[measure]}
                  {arrow(measure)}
                </button>
                {shown.length > 0 && (
                  <button
                    type="button"
                    className="quiet weak stats-fold"
                    aria-expanded={!isFolded(measure)}
                    aria-label={`${isFolded(measure) ? '展开' : '折叠'}${MEASURE_NAMES[measure]}的级别`}
                    onClick={() => fold(measure)}
                  >
                    <span aria-hidden>{isFolded(measure) ? '＋' : '－'}</span>
                  </button>
                )}
              </th>
            ))}
            {view.unit === 'visits' && (
              <th scope="col" rowSpan={2} aria-sort={ariaSort(view.sort, 'sum')}>
                <button type="button" className="quiet" onClick={() => sortBy('sum')}>
                  合计{arrow('sum')}
                </button>
              </th>
            )}
          </tr>
          <tr>
            {measures.flatMap((measure) => [
              ...levelsOf(measure).map((level) => (
                <th key={`${measure}${level}`} scope="col">
                  {LEVEL_NAMES[level as Level]}
                </th>
              )),
              <th key={`${measure}all`} scope="col" className="stats-group">
                {view.unit === 'visits' ? '人次' : '人数'}
              </th>,
              ...(withCases(measure)
                ? [
                    <th key={`${measure}cases`} scope="col">
                      例数
                    </th>,
                  ]
                : []),
            ])}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.key === ALL_KEY ? 'figure-sum stats-total' : row.parentKey === null ? 'stats-top' : undefined}>
              <th scope="row" style={{ paddingLeft: `${0.6 + depthOf(row, byKey) * 1.1}rem` }}>
                {row.name}
                {row.note && <span className="weak stats-note"> {row.note}</span>}
              </th>
              {measures.flatMap((measure) => [
                ...levelsOf(measure).map((level) => (
                  <td key={`${measure}${level}`}>
                    <Value row={row} measure={measure} column={level} view={view} />
                  </td>
                )),
                <td key={`${measure}all`} className="stats-group" style={isLeaf(rows)(row) ? heat(row, measure, view, most) : undefined}>
                  <Value row={row} measure={measure} column="all" view={view} />
                </td>,
                ...(withCases(measure)
                  ? [
                      <td key={`${measure}cases`}>
                        <FigureLink
                          value={cellOf(row, measure, 'all')?.cases ?? 0}
                          figure={{ ...figureOf(row, measure, 'all', view), cases: true }}
                          title={`${row.name} · ${MEASURE_NAMES[measure]} · 例数`}
                        />
                      </td>,
                    ]
                  : []),
              ])}
              {view.unit === 'visits' && <td>{formatCount(sumOf(row))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ row, measure, column, view }: { row: WorkloadRow; measure: Measure; column: string; view: View }) {
  const level = column === 'all' ? '' : ` · ${LEVEL_NAMES[column as Level]}`;
  return <FigureLink value={valueOf(row, measure, column, view.unit)} figure={figureOf(row, measure, column, view)} title={`${row.name} · ${MEASURE_NAMES[measure]}${level}`} />;
}

const ariaSort = (sort: string, name: string) => (sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined);

const isLeaf = (rows: readonly WorkloadRow[]) => (row: WorkloadRow) => row.key !== ALL_KEY && !rows.some(({ parentKey }) => parentKey === row.key);

/** A tint by size; the number itself says the same, so the colour is never the only sign. */
function heat(row: WorkloadRow, measure: Measure, { unit }: View, most: ReadonlyMap<Measure, number>) {
  const share = Math.min(1, valueOf(row, measure, 'all', unit) / most.get(measure)!);
  return share > 0 ? { background: `rgb(9 88 217 / ${(0.04 + share * 0.2).toFixed(2)})` } : undefined;
}
