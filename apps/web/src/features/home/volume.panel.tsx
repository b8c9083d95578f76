import { useState } from 'react';
import { Checkbox, Segmented } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../../shared/api/api.js';
import { usePreference } from '../../shared/api/preference.js';
import { periodPresets, today, type Period } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { Definitions, OwnFigures } from '../../shared/figures/definitions.js';
import { changeOf, FIGURE_TOPICS } from '../../shared/figures/figure.js';
import { useAccess } from '../../shared/access/access.js';
import { SourceBanner } from '../../shared/freshness/source-banner.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { PdfButton } from '../../shared/list/pdf-button.js';
import { PeriodField } from '../../shared/list/period-field.js';
import '../../shared/list/filter.css';
import { Answered } from '../../shared/problem/answered.js';
import { figureIn, VOLUME_SOURCES, VolumeTable } from './volume-table.panel.js';
import { VolumeTrend } from './volume-trend.panel.js';

type Volume = Schema<'ReceptionVolume'>;
type Unit = 'visits' | 'people';

/** Whose records the three figures are made of. */
const SOURCE_SYSTEMS = ['his', 'peis'] as const;
const PRESETS = ['今天', '本周', '本月', '上月', '本季', '今年'];

/** From here on months say more than days. */
const LONG_MS = 92 * 86_400_000;

/** 接待量: check-ups, out-patients and admissions by level, compared and opened. */
export function VolumePanel() {
  const { can } = useAccess();
  const presets = periodPresets().filter(({ label }) => PRESETS.includes(label));
  const [[from, to], setPeriod] = useState<Period>(presets.find(({ label }) => label === '本月')!.period);
  const [unit, setUnit] = useState<Unit>('visits');
  const [asked, setGroupBy] = useState<'day' | 'week' | 'month' | null>(null);
  // A year by days is a hedge, not a chart.
  const groupBy = asked ?? (from && to && Date.parse(to) - Date.parse(from) > LONG_MS ? 'month' : 'day');
  const { value: kept, save } = usePreference('home.volume', { stays: false });
  const query = { from, to, groupBy, ...(kept.stays && { stays: true }) } as const;
  const answer = useApi('/stats/reception-volume', { query, topics: FIGURE_TOPICS, keep: true, enabled: Boolean(from && to) });
  const chosen = presets.find(({ period }) => period[0] === from && period[1] === to)?.label ?? '';
  return (
    <section className="home-card home-wide" aria-labelledby="home-volume">
      <h2 id="home-volume">
        <span>
          接待量统计 <Definitions of={['outpatient', 'admission', 'checkup', 'reception', 'discharge', 'inHouse']} />
        </span>
        <span className="figure-tools">
          {can('stats:export') && <ExportButton name="导出全部统计" path="/stats/export" query={{ from, to }} title="统计汇总" total="接待量、全院工作量与医护接待量（一个工作簿）" />}
          {can('stats:export') && <PdfButton path="/stats/reception-volume/document" query={query} title="接待量统计" />}
          {can('stats:export') && <ExportButton withRows path="/stats/reception-volume/export" query={query} title="接待量统计" total="当前统计表（含口径说明）" />}
        </span>
      </h2>
      <div className="figure-tools">
        <Segmented
          value={chosen}
          onChange={(label) => setPeriod(presets.find((one) => one.label === label)!.period)}
          options={presets.map(({ label }) => label)}
        />
        <PeriodField label="统计区间" from={from} to={to} onChange={setPeriod} />
        <Segmented<Unit>
          value={unit}
          onChange={setUnit}
          options={[
            { value: 'visits', label: '人次' },
            { value: 'people', label: '人数' },
          ]}
        />
        <Checkbox checked={kept.stays} onChange={({ target }) => save({ stays: target.checked })}>
          另列出院、在院
        </Checkbox>
      </div>
      <SourceBanner sources={SOURCE_SYSTEMS} />
      <Answered answer={answer} rows={6}>
        {(volume) => (
          <>
            <Headline volume={volume} />
            {to >= today() && from < today() && <p className="figure-note weak">本期未结束，截至今天；环比、同比与完整的上期、上年同期相比。</p>}
            <VolumeTable volume={volume} unit={unit} />
            <VolumeTrend volume={volume} groupBy={groupBy} onGroupBy={setGroupBy} unit={unit} />
            <OwnFigures hidden={volume.hidden} />
          </>
        )}
      </Answered>
    </section>
  );
}

/** The three figures beside the month before and the year before, with the two kinds of people. */
function Headline({ volume }: { volume: Volume }) {
  return (
    <div className="volume-headline">
      {VOLUME_SOURCES.slice(0, 3).map(({ source, name }) => {
        const now = figureIn(volume.cells, source, 'all');
        const before = figureIn(volume.previous.cells, source, 'all');
        const yearAgo = figureIn(volume.lastYear.cells, source, 'all');
        return (
          <div key={source}>
            <span>{name}</span>
            <strong>
              {formatCount(now.visits)} <small>人次</small>
            </strong>
            <small>
              {formatCount(now.people)} 人 · 干保 {formatCount(figureIn(volume.cells, source, 'cadre').visits)} 人次 · 特需{' '}
              {formatCount(figureIn(volume.cells, source, 'VIP').visits)} 人次
            </small>
            <small className="weak">
              <span className="volume-change">
                环比 {changeOf(now.visits, before.visits)}（{formatCount(before.visits)}）
              </span>{' '}
              <span className="volume-change">
                同比 {changeOf(now.visits, yearAgo.visits)}（{formatCount(yearAgo.visits)}）
              </span>
            </small>
          </div>
        );
      })}
    </div>
  );
}
