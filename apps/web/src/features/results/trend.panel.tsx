import { useCallback, useMemo, useRef } from 'react';
import { App, Button, Segmented } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { Chart } from '../../shared/chart/chart.js';
import { formatDate, formatFullTime } from '../../shared/format/dates.js';
import { ageText, sexName } from '../../shared/format/people.js';
import { Answered } from '../../shared/problem/answered.js';
import type { LabSeries, Series, Stay } from './labs.js';
import type { PatientTabProps } from './patient-parts.js';
import { usePatientView } from './patient-view.js';
import type { Person } from './person.js';
import { saveAs, trendCsv, trendPng } from './trend-export.js';
import { TrendLegend } from './trend-legend.js';
import { trendHeight, trendOption } from './trend-option.js';
import { axisName, measureOf, panelsOf, relativePanels, type Measure } from './trend-panels.js';
import { RANGES, inWindow, rangeOf, windowOf, type RangeKey } from './trend-range.js';
import { TrendTable } from './trend-table.js';
import './trend.css';

/** The course of one to six items over time. */
export function TrendPanel({ person, items, onOpen }: PatientTabProps & { items: readonly string[] }) {
  const answer = useApi(`/beneficiaries/${person.id}/lab-series`, {
    query: { items: items.join(',') },
    topics: ['labs'],
    beneficiaryId: person.id,
  });
  const openReport = useCallback((id: string) => onOpen('lab', id), [onOpen]);
  return (
    <Answered answer={answer} rows={8}>
      {(data) => <Trend person={person} data={data} onReport={openReport} />}
    </Answered>
  );
}

function Trend({ person, data, onReport }: { person: Person; data: LabSeries; onReport: (id: string) => void }) {
  const { params, change } = usePatientView();
  const range = rangeOf(params.get('range'));
  const span = useMemo(() => windowOf(range, data.series), [range, data]);
  const part = useMemo(() => inWindow(data, span), [data, span]);
  const measure = measureOf(params.get('measure'));
  const comparable = new Set(data.series.filter(({ scale }) => scale === 'quantity').map(({ itemCode }) => itemCode)).size > 1;
  const relative = useMemo(() => relativePanels(part.series), [part]);
  const panels = useMemo(() => (measure === 'relative' ? relative.panels : panelsOf(part.series)), [measure, relative, part]);
  const option = useMemo(() => trendOption(panels, part.events, span), [panels, part, span]);
  const place = useRef<HTMLDivElement>(null);
  const openPoint = useCallback(
    ({ data: mark }: { data?: unknown }) => {
      const id = (mark as { point?: { reportId: string } } | undefined)?.point?.reportId;
      if (id) onReport(id);
    },
    [onReport],
  );
  const names = [...new Set(data.series.map(axisName))].join('、') || '所选项目';
  const title = `${person.name} ${sexName(person.sex)} ${ageText(person.age)} · ${names}`;
  const count = part.series.reduce((sum, { points }) => sum + points.length, 0);
  const notes = [...new Set(data.series.flatMap(({ note }) => note ?? []))];
  return (
    <div className="trend">
      <header className="trend-head">
        <h2>{title}</h2>
        {comparable && (
          <Segmented<Measure>
            value={measure}
            onChange={(value) => change({ measure: value === 'relative' ? value : null })}
            options={[
              { value: 'value', label: '原值' },
              { value: 'relative', label: '相对值（×上限）' },
            ]}
            aria-label="纵轴"
          />
        )}
        <Segmented<RangeKey>
          value={range}
          onChange={(value) => change({ range: value })}
          options={[...RANGES]}
          aria-label="时间范围"
        />
      </header>
      <p className="weak">
        {formatDate(new Date(span.from).toISOString())} ～ {formatDate(new Date(span.to).toISOString())}，共 {count}{' '}
        个结果
      </p>
      {notes.map((note) => (
        <p key={note} className="notice-line">
          {note}
        </p>
      ))}
      {measure === 'relative' && relative.without.length > 0 && (
        <p className="notice-line">没有参考上限，不能用相对值显示：{relative.without.join('、')}。</p>
      )}
      {count === 0 && (
        <div className="list-state" role="status">
          <b>{data.series.length ? '这段时间内没有结果' : '没有这个项目的检验结果'}</b>
          {data.series.length > 0 && (
            <Button type="primary" onClick={() => change({ range: 'all' })}>
              查看全部时间
            </Button>
          )}
        </div>
      )}
      {panels.length > 0 && (
        <div ref={place} className="trend-chart">
          <TrendLegend panels={panels} events={part.events} />
          <Chart option={option} label={`${title} 变化趋势图`} height={trendHeight(panels)} onClick={openPoint} />
        </div>
      )}
      {panels
        .filter(({ lines }) => lines.reduce((sum, { points }) => sum + points.length, 0) === 1)
        .map((panel) => (
          <p key={axisName(panel)} className="weak" role="status">
            {panel.itemName}：仅 1 次结果，暂无趋势。
          </p>
        ))}
      {count > 0 && panels.length === 0 && (
        <p className="weak" role="status">
          这些结果是文字，不能作图，请看下表。
        </p>
      )}
      {count > 0 && <Downloads title={title} series={part.series} drawn={() => place.current} />}
      {count > 0 && <TrendTable series={part.series} onReport={onReport} />}
      <Events events={part.events} />
    </div>
  );
}

const EVENT_NAMES: Readonly<Record<Stay['kind'], string>> = { stay: '同期住院', surgery: '同期手术', medication: '同期长期用药' };

/** What the shades and upright lines are, in words. */
function Events({ events }: { events: readonly Stay[] }) {
  return (['stay', 'surgery', 'medication'] as const).map((kind) => {
    const own = events.filter((one) => one.kind === kind);
    if (own.length === 0) return null;
    return (
      <p key={kind} className="weak">
        {EVENT_NAMES[kind]}：
        {own
          .map(({ at, until, title }) =>
            kind === 'surgery' ? `${formatDate(at)} ${title}` : `${formatDate(at)} ～ ${until ? formatDate(until) : '至今'} ${title}`,
          )
          .join('；')}
      </p>
    );
  });
}

/** Prints the chart with its table, nothing of the page around it. */
function printTrend(): void {
  const over = () => {
    document.body.classList.remove('printing-trend');
    window.removeEventListener('afterprint', over);
  };
  document.body.classList.add('printing-trend');
  window.addEventListener('afterprint', over);
  window.print();
}

function Downloads({
  title,
  series,
  drawn,
}: {
  title: string;
  series: readonly Series[];
  drawn: () => HTMLElement | null;
}) {
  const { message } = App.useApp();
  const { data: branding } = useApi('/public/branding', { staleTime: Infinity });
  const name = `${title}_${formatDate(new Date().toISOString())}`.replaceAll(/[\\/:*?"<>|\s]/g, '_');
  const png = async () => {
    const svg = drawn()?.querySelector<SVGSVGElement>('figure svg');
    if (!svg) return void message.info('没有可以保存的图，请导出 CSV。');
    const legend = [...(drawn()?.querySelectorAll('.trend-legend li') ?? [])]
      .map(({ textContent }) => textContent)
      .join('   ');
    return trendPng(svg, [
      title,
      `${branding?.hospitalName ?? ''}  ${formatFullTime(new Date().toISOString())} 导出`,
      legend,
    ]).then(
      (blob) => saveAs(`${name}.png`, blob),
      () => void message.error('图片没有生成，请改用 CSV 或浏览器打印。'),
    );
  };
  return (
    <div className="trend-downloads">
      <Button size="small" onClick={() => void png()}>
        保存图片（PNG）
      </Button>
      <Button
        size="small"
        onClick={() => saveAs(`${name}.csv`, new Blob([trendCsv(title, series)], { type: 'text/csv;charset=utf-8' }))}
      >
        导出数据（CSV）
      </Button>
      <Button size="small" onClick={printTrend}>
        打印
      </Button>
    </div>
  );
}
