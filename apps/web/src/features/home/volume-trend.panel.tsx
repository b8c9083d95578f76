import { useMemo, useState } from 'react';
import { Segmented } from 'antd';
import type { ECElementEvent } from 'echarts';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Chart, type ChartOption } from '../../shared/chart/chart.js';
import { FigureLink, useDrill } from '../../shared/figures/drill-drawer.js';
import type { Figure } from '../../shared/figures/figure.js';
import { ViewSwitch, type ChartView } from '../../shared/chart/view-switch.js';

type Volume = Schema<'ReceptionVolume'>;
type Grouping = 'day' | 'week' | 'month';

const SERIES: readonly { key: 'outpatient' | 'inpatient' | 'checkup'; name: string; measure: Figure['measure'] }[] = [
  { key: 'outpatient', name: '门诊', measure: 'outpatient' },
  { key: 'inpatient', name: '住院（入院）', measure: 'admission' },
  { key: 'checkup', name: '体检', measure: 'checkup' },
];

/** How the period went, as stacked bars or as a table; both open their rows. */
export function VolumeTrend({ volume, groupBy, onGroupBy, unit }: { volume: Volume; groupBy: Grouping; onGroupBy: (grouping: Grouping) => void; unit: 'visits' | 'people' }) {
  const [view, setView] = useState<ChartView>('chart');
  const drill = useDrill();
  const option = useMemo(() => trendOption(volume), [volume]);
  const open = ({ dataIndex, seriesIndex }: ECElementEvent) => {
    const bucket = volume.buckets[dataIndex];
    const series = SERIES[seriesIndex ?? 0];
    if (bucket && series && bucket[series.key] > 0) {
      drill({ figure: { measure: series.measure, from: bucket.from, to: bucket.to }, title: `${series.name} · ${bucketName(bucket)}` });
    }
  };
  return (
    <div className="volume-trend">
      <div className="figure-tools">
        <Segmented<Grouping>
          size="small"
          value={groupBy}
          onChange={onGroupBy}
          options={[
            { value: 'day', label: '按日' },
            { value: 'week', label: '按周' },
            { value: 'month', label: '按月' },
          ]}
        />
        <ViewSwitch view={view} onView={setView} />
      </div>
      {view === 'chart' ? (
        <Chart option={option} label="接待量走势，数据见表" height={220} onClick={open} />
      ) : (
        <div className="volume-scroll volume-buckets">
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">日期</th>
                {SERIES.map(({ key, name }) => (
                  <th key={key} scope="col">
                    {name}人次
                  </th>
                ))}
                <th scope="col">合计人次</th>
                <th scope="col">合计人数</th>
              </tr>
            </thead>
            <tbody>
              {volume.buckets.map((bucket) => (
                <tr key={bucket.from}>
                  <th scope="row">{bucketName(bucket)}</th>
                  {SERIES.map(({ key, name, measure }) => (
                    <td key={key}>
                      <FigureLink value={bucket[key]} figure={{ measure, from: bucket.from, to: bucket.to }} title={`${name} · ${bucketName(bucket)}`} />
                    </td>
                  ))}
                  {(['visits', 'people'] as const).map((one) => (
                    <td key={one} className={one === unit ? 'volume-chosen' : undefined}>
                      <FigureLink value={bucket[one]} figure={{ measure: 'reception', from: bucket.from, to: bucket.to, unit: one }} title={`合计 · ${bucketName(bucket)}`} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

const bucketName = ({ from, to }: { from: string; to: string }) => (from === to ? from.slice(5) : `${from.slice(5)}～${to.slice(5)}`);

function trendOption({ buckets }: Volume): ChartOption {
  return {
    grid: { left: 44, right: 12, top: 34, bottom: 28 },
    legend: { top: 0, itemWidth: 14 },
    tooltip: { trigger: 'axis' },
    aria: { enabled: true, decal: { show: true } },
    xAxis: { type: 'category', data: buckets.map(bucketName) },
    yAxis: { type: 'value', min: 0, minInterval: 1 },
    series: SERIES.map(({ key, name }) => ({
      type: 'bar' as const,
      name,
      stack: 'all',
      barMaxWidth: 28,
      data: buckets.map((bucket) => bucket[key]),
    })),
  };
}
