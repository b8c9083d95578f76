import { useMemo, useState } from 'react';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Checkbox, Segmented } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { addDays, today } from '../../shared/format/dates.js';
import { Definitions, OwnFigures } from '../../shared/figures/definitions.js';
import { FigureLink } from '../../shared/figures/drill-drawer.js';
import { FIGURE_TOPICS } from '../../shared/figures/figure.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { useAccess } from '../../shared/access/access.js';
import { ViewSwitch, type ChartView } from '../../shared/chart/view-switch.js';
import { ExpectedDrawer, type ExpectedAsked } from './expected-drawer.js';
import { weekOf } from './week.js';
import { completionOf, dayName, WeekChart, type Bar, type Day, type ShownWeek } from './weekly-chart.panel.js';

type Unit = 'visits' | 'people';
type Inpatient = 'admission' | 'inHouse';

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
  const [compared, setCompared] = useState(false);
  const { can } = useAccess();
  const { name } = weekOf(monday);
  const isNow = monday === weekOf(today()).monday;
  const answer = useApi('/stats/weekly', { query: { week: name }, topics: FIGURE_TOPICS, keep: true });
  const before = useApi('/stats/weekly', { query: { week: weekOf(addDays(monday, -7)).name }, topics: FIGURE_TOPICS, keep: true, enabled: compared });
  const bars = useMemo(() => barsOf(unit, inpatient), [unit, inpatient]);
  return (
    <section className="home-card" aria-labelledby="home-weekly">
      <h2 id="home-weekly">
        <span>
          每周工作接待 <Definitions of={['outpatient', 'admission', 'reception', 'inHouse']} />
        </span>
        <span className="figure-tools">
          <Button size="small" icon={<LeftOutlined />} aria-label="上一周" onClick={() => setMonday(addDays(monday, -7))} />
          <span>
            {name.replace('-W', ' 年第 ')} 周{isNow && '（本周）'}
          </span>
          <Button size="small" icon={<RightOutlined />} aria-label="下一周" disabled={isNow} onClick={() => setMonday(addDays(monday, 7))} />
          {can('stats:export') && <ExportButton withRows path="/stats/weekly/export" query={{ week: name }} title="每周工作接待" total="这一周的每日接待（含口径说明）" />}
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
        <Checkbox checked={compared} onChange={({ target }) => setCompared(target.checked)}>
          对比上周
        </Checkbox>
      </div>
      <Answered answer={answer} rows={6}>
        {(week) => {
          const shown = { week, before: compared ? (before.data ?? null) : null, bars, readAt: answer.dataUpdatedAt, onExpected: setExpected };
          return (
            <>
              {view === 'chart' ? <WeekChart {...shown} saveAs={can('stats:export') ? `每周工作接待_${name}` : undefined} /> : <WeekTable {...shown} />}
              {compared && before.error && <p className="weak">上周的数字没有读到：{sentenceOf(before.error)}</p>}
              <OwnFigures hidden={week.hidden} />
            </>
          );
        }}
      </Answered>
      <ExpectedDrawer asked={expected} onClose={() => setExpected(null)} />
    </section>
  );
}

function WeekTable({ week, before, bars, readAt, onExpected }: ShownWeek) {
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
                  {before && <span className="weak">（上周 {value(before.days[at]!) ?? '—'}）</span>}
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
