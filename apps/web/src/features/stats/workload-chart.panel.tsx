import { useMemo, useState } from 'react';
import { Segmented } from 'antd';
import type { ECElementEvent } from 'echarts';
import { Chart, type ChartOption } from '../../shared/chart/chart.js';
import { useDrill } from '../../shared/figures/drill-drawer.js';
import { ALL_KEY, figureOf, MEASURE_NAMES, rowsShown, valueOf, type Measure, type View, type Workload, type WorkloadRow } from './workload.js';

const MOST_BARS = 12;

/** The busiest departments of one measure, the largest at the top. */
export function WorkloadChart({ workload, view }: { workload: Workload; view: View }) {
  const measures = workload.measures as Measure[];
  const [measure, setMeasure] = useState<Measure>('outpatient');
  const shown = measures.includes(measure) ? measure : measures[0]!;
  const drill = useDrill();
  const rows = useMemo(() => busiest(rowsShown(workload.rows, { ...view, zeros: false }), shown, view), [workload.rows, shown, view]);
  const option = useMemo(() => optionOf(rows, shown, view), [rows, shown, view]);
  const open = ({ dataIndex }: ECElementEvent) => {
    const row = rows[dataIndex];
    if (row) drill({ figure: figureOf(row, shown, 'all', view), title: `${row.name} · ${MEASURE_NAMES[shown]}` });
  };
  return (
    <section className="stats-chart" aria-label="科室对比">
      <div className="figure-tools">
        <b>科室对比</b>
        <Segmented<Measure> size="small" value={shown} onChange={setMeasure} options={measures.map((value) => ({ value, label: MEASURE_NAMES[value] }))} />
      </div>
      {rows.length > 0 ? (
        <Chart option={option} label={`${MEASURE_NAMES[shown]}最多的科室，数据见上表`} height={60 + rows.length * 28} onClick={open} />
      ) : (
        <p className="weak">本期无记录。</p>
      )}
    </section>
  );
}

function busiest(rows: readonly WorkloadRow[], measure: Measure, { unit }: View): WorkloadRow[] {
  return rows
    .filter((row) => row.key !== ALL_KEY && !rows.some(({ parentKey }) => parentKey === row.key) && valueOf(row, measure, 'all', unit) > 0)
    .sort((one, other) => valueOf(other, measure, 'all', unit) - valueOf(one, measure, 'all', unit))
    .slice(0, MOST_BARS);
}

function optionOf(rows: readonly WorkloadRow[], measure: Measure, { unit }: View): ChartOption {
  return {
    grid: { left: 170, right: 48, top: 8, bottom: 24 },
    tooltip: { trigger: 'item' },
    aria: { enabled: true, decal: { show: true } },
    xAxis: { type: 'value', min: 0, minInterval: 1 },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name.replace('（本级）', '')), axisLabel: { width: 155, overflow: 'truncate' } },
    series: [{ type: 'bar', name: unit === 'visits' ? '人次' : '人数', barMaxWidth: 18, label: { show: true, position: 'right' }, data: rows.map((row) => valueOf(row, measure, 'all', unit)) }],
  };
}
