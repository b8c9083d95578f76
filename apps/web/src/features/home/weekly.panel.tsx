import { useMemo, useState } from 'react';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import type { ECElementEvent } from 'echarts';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../../shared/api/api.js';
import { Chart, type ChartOption } from '../../shared/chart/chart.js';
import { addDays, today } from '../../shared/format/dates.js';
import { Definitions, OwnFigures } from '../../shared/figures/definitions.js';
import { FigureLink, useDrill } from '../../shared/figures/drill-drawer.js';
import { FIGURE_TOPICS, type Figure } from '../../shared/figures/figure.js';
import { Answered } from '../../shared/problem/answered.js';
import { ViewSwitch, type ChartView } from '../../shared/chart/view-switch.js';
import { ExpectedDrawer, type ExpectedAsked } from './expected-drawer.js';
import { weekOf } from './week.js';

type Week = Schema<'Week'>;
type Day = Week['days'][number];
type Unit = 'visits' | 'people';
type Inpatient = 'admission' | 'inHouse';

interface Bar {
  readonly name: string;
  readonly value: (day: Day) => number | null;
  readonly figure: (day: string) => Figure;
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** The three bars of a day; 全院 is always distinct people, whichever unit the others are in. */
function barsOf(unit: Unit, inpatient: Inpatient): readonly Bar[] {
  const people = unit === 'people';
  return [
    { name: '门诊', value: (day) => (people ? day.outpatientPeople : day.outpatient), figure: (day) => ({ measure: 'outpatient', from: day, to: day, unit }) },
    inpatient === 'admission'
      ? { name: '住院（新入院）', value: (day) => (people ? day.admissionPeople : day.admission), figure: (day) => ({ measure: 'admission', from: day, to: day, unit }) }
      : { name: '住院（当日在院）', value: (day) => (people ? day.inHousePeople : day.inHouse), figure: (day) => ({ measure: 'admission', from: day, to: day, unit, inHouse: true }) },
    { name: '全院（人数）', value: (day) => day.allPeople, figure: (day) => ({ measure: 'reception', from: day, to: day, unit: 'people' }) },
  ];
}

/** 每周工作接待: Monday to Sunday, one week before or after at a time. */
export function WeeklyPanel() {
  const [monday, setMonday] = useState(() => weekOf(today()).monday);
  const [unit, setUnit] = useState<Unit>('visits');
  const [inpatient, setInpatient] = useState<Inpatient>('admission');
  const [view, setView] = useState<ChartView>('chart');
  const [expected, setExpected] = useState<ExpectedAsked | null>(null);
  const { name } = weekOf(monday);
  const isNow = monday === weekOf(today()).monday;
  const answer = useApi('/stats/weekly', { query: { week: name }, topics: FIGURE_TOPICS, keep: true });
  const bars = useMemo(() => barsOf(unit, inpatient), [unit, inpatient]);
  return (
    <section className="home-card" aria-labelledby="home-weekly">
      <h2 id="home-weekly">
        <span>
          每周工作接待 <Definitions of={['outpatient', 'admission', 'reception']} />
        </span>
        <span className="figure-tools">
          <Button size="small" icon={<LeftOutlined />} aria-label="上一周" onClick={() => setMonday(addDays(monday, -7))} />
          <span>
            {name.replace('-W', ' 年第 ')} 周{isNow && '（本周）'}
          </span>
          <Button size="small" icon={<RightOutlined />} aria-label="下一周" disabled={isNow} onClick={() => setMonday(addDays(monday, 7))} />
        </span>
      </h2>
      <div className="figure-tools">
        <Segmented<Unit>
          size="small"
          value={unit}
          onChange={setUnit}
          options={[
            { value: 'visits', label: '人次' },
            { value: 'people', label: '人数' },
          ]}
        />
        <Segmented<Inpatient>
          size="small"
          value={inpatient}
          onChange={setInpatient}
          options={[
            { value: 'admission', label: '新入院' },
            { value: 'inHouse', label: '当日在院' },
          ]}
        />
        <ViewSwitch view={view} onView={setView} />
      </div>
      <Answered answer={answer} rows={6}>
        {(week) => (
          <>
            {view === 'chart' ? (
              <WeekChart week={week} bars={bars} readAt={answer.dataUpdatedAt} onExpected={setExpected} />
            ) : (
              <WeekTable week={week} bars={bars} readAt={answer.dataUpdatedAt} onExpected={setExpected} />
            )}
            <OwnFigures hidden={week.hidden} />
          </>
        )}
      </Answered>
      <ExpectedDrawer asked={expected} onClose={() => setExpected(null)} />
    </section>
  );
}

interface Shown {
  readonly week: Week;
  readonly bars: readonly Bar[];
  readonly readAt: number;
  readonly onExpected: (asked: ExpectedAsked) => void;
}

const clock = (at: number) => new Date(at).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });
const dayName = ({ day, state }: Day, at: number, readAt: number) => `${WEEKDAYS[at]}\n${day.slice(5)}${state === 'today' ? `\n截至 ${clock(readAt)}` : ''}`;

/** 完成率 of a day in percent; of nobody there is none. */
const completionOf = ({ due, done }: Day) => (due && done !== null ? Math.round((done / due) * 1_000) / 10 : null);

function WeekChart({ week, bars, readAt, onExpected }: Shown) {
  const drill = useDrill();
  const option = useMemo(() => weekOption(week, bars, readAt), [week, bars, readAt]);
  const open = ({ dataIndex, seriesIndex }: ECElementEvent) => {
    const day = week.days[dataIndex];
    if (day?.due && seriesIndex === bars.length) onExpected({ day: day.day, state: 'due' });
    const bar = bars[seriesIndex ?? 0];
    if (day && bar?.value(day)) drill({ figure: bar.figure(day.day), title: `${bar.name} · ${day.day} ${WEEKDAYS[dataIndex]}` });
  };
  return <Chart option={option} label="本周门诊、住院、全院接待与完成率，数据见表" height={300} onClick={open} />;
}

function weekOption({ days }: Week, bars: readonly Bar[], readAt: number): ChartOption {
  return {
    grid: { left: 40, right: 44, top: 36, bottom: 58 },
    legend: { top: 0, itemWidth: 14 },
    tooltip: { trigger: 'axis' },
    aria: { enabled: true, decal: { show: true } },
    xAxis: { type: 'category', data: days.map((day, at) => dayName(day, at, readAt)), axisLabel: { interval: 0 } },
    yAxis: [
      { type: 'value', min: 0, minInterval: 1 },
      { type: 'value', min: 0, max: 100, interval: 25, splitLine: { show: false }, axisLabel: { formatter: '{value}%' } },
    ],
    series: [
      ...bars.map(({ name, value }) => ({
        type: 'bar' as const,
        name,
        barMaxWidth: 26,
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
    ],
  };
}

function WeekTable({ week, bars, readAt, onExpected }: Shown) {
  const number = (day: Day, state: 'due' | 'done', value: number | null) =>
    value ? (
      <button type="button" className="quiet figure-link" title={`${day.day} ${state === 'due' ? '应接待' : '已完成'}：打开名单`} onClick={() => onExpected({ day: day.day, state })}>
        {value}
      </button>
    ) : (
      (value ?? '—')
    );
  return (
    <div className="volume-scroll">
      <table className="figure-table">
        <caption className="sr-only">{week.week} 每日接待</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            {bars.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">应接待（人）</th>
            <th scope="col">已完成（人）</th>
            <th scope="col">完成率</th>
          </tr>
        </thead>
        <tbody>
          {week.days.map((day, at) => (
            <tr key={day.day}>
              <th scope="row">{dayName(day, at, readAt).replaceAll('\n', ' ')}</th>
              {bars.map(({ name, value, figure }) => (
                <td key={name}>
                  <FigureLink value={value(day)} figure={figure(day.day)} title={`${name} · ${day.day}`} />
                </td>
              ))}
              <td>{number(day, 'due', day.due)}</td>
              <td>{number(day, 'done', day.done)}</td>
              <td>{completionOf(day) === null ? '—' : `${completionOf(day)!.toFixed(1)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="figure-note weak">应接待＝当日有已确认预约或未退号挂号的对象，每人一次；已完成＝其中当日有已完成接待的；完成率＝已完成÷应接待，无应接待时不显示。</p>
    </div>
  );
}
