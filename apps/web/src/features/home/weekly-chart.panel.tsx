import { useMemo } from 'react';
import type { ECElementEvent } from 'echarts';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Chart, type ChartOption } from '../../shared/chart/chart.js';
import { useDrill } from '../../shared/figures/drill-drawer.js';
import type { Figure } from '../../shared/figures/figure.js';
import type { ExpectedAsked } from './expected-drawer.js';

export type Week = Schema<'Week'>;
export type Day = Week['days'][number];

export interface Bar {
  readonly name: string;
  readonly value: (day: Day) => number | null;
  readonly figure: (day: string) => Figure;
}

export interface ShownWeek {
  readonly week: Week;
  /** The week before it, where it is to be compared. */
  readonly before: Week | null;
  readonly bars: readonly Bar[];
  readonly readAt: number;
  readonly onExpected: (asked: ExpectedAsked) => void;
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const WIDEST = 26;

const clock = (at: number) => new Date(at).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });
export const dayName = ({ day, state }: Day, at: number, readAt: number) => `${WEEKDAYS[at]}\n${day.slice(5)}${state === 'today' ? `\n截至 ${clock(readAt)}` : ''}`;

/** 完成率 of a day in percent; of nobody there is none. */
export const completionOf = ({ due, done }: Day) => (due && done !== null ? Math.round((done / due) * 1_000) / 10 : null);

/** The week as bars; each bar and each point of the line opens its rows. */
export function WeekChart({ week, before, bars, readAt, onExpected, saveAs }: ShownWeek & { saveAs?: string | undefined }) {
  const drill = useDrill();
  const option = useMemo(() => weekOption(week, before, bars, readAt), [week, before, bars, readAt]);
  const open = ({ dataIndex, seriesIndex }: ECElementEvent) => {
    const day = week.days[dataIndex];
    if (day?.due && seriesIndex === bars.length) onExpected({ day: day.day, state: 'due' });
    const bar = bars[seriesIndex ?? 0];
    if (day && bar?.value(day)) drill({ figure: bar.figure(day.day), title: `${bar.name} · ${day.day} ${WEEKDAYS[dataIndex]}` });
  };
  return <Chart option={option} label="本周门诊、住院、全院接待与完成率，数据见表" height={300} onClick={open} saveAs={saveAs} />;
}

function weekOption({ days }: Week, before: Week | null, bars: readonly Bar[], readAt: number): ChartOption {
  const names = days.map((day, at) => dayName(day, at, readAt));
  return {
    grid: { left: 40, right: 44, top: 44, bottom: 58 },
    legend: { top: 0, itemWidth: 14 },
    tooltip: { trigger: 'axis' },
    aria: { enabled: true, decal: { show: true } },
    // Bars of the week before stand behind, on an axis of their own: the legend hides both of a name together.
    xAxis: [
      { type: 'category', data: names, axisLabel: { interval: 0 } },
      { type: 'category', data: names, show: false },
    ],
    yAxis: [
      { type: 'value', min: 0, minInterval: 1 },
      { type: 'value', min: 0, max: 100, interval: 25, splitLine: { show: false }, axisLabel: { formatter: '{value}%' } },
    ],
    series: [
      ...bars.map(({ name, value }) => ({
        type: 'bar' as const,
        name,
        barMaxWidth: WIDEST,
        label: { show: true, position: 'top' as const },
        data: days.map((day) => value(day)),
      })),
      {
        type: 'line' as const,
        name: '完成率（%）',
        yAxisIndex: 1,
        symbol: 'diamond',
        symbolSize: 9,
        connectNulls: false,
        data: days.map(completionOf),
      },
      ...(before
        ? bars.map(({ name, value }) => ({
            type: 'bar' as const,
            name,
            xAxisIndex: 1,
            barMaxWidth: WIDEST,
            z: 1,
            silent: true,
            tooltip: { show: false },
            itemStyle: { color: 'rgb(120 130 150 / 0.18)', borderColor: 'rgb(90 100 120 / 0.6)', borderType: 'dashed' as const, decal: { symbol: 'none' } },
            data: before.days.map((day) => value(day)),
          }))
        : []),
    ],
  };
}
