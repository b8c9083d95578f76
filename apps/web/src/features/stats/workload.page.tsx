import { useMemo } from 'react';
import { Checkbox, Segmented, Select } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { Definitions, OwnFigures } from '../../shared/figures/definitions.js';
import { DrillPlace } from '../../shared/figures/drill-drawer.js';
import { FIGURE_TOPICS } from '../../shared/figures/figure.js';
import { periodPresets } from '../../shared/format/dates.js';
import { SourceBanner } from '../../shared/freshness/source-banner.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { PdfButton } from '../../shared/list/pdf-button.js';
import { PeriodField } from '../../shared/list/period-field.js';
import { PageHead } from '../../shared/page/page-head.js';
import '../../shared/list/filter.css';
import { Answered } from '../../shared/problem/answered.js';
import './stats.css';
import { WorkloadChart } from './workload-chart.panel.js';
import { WorkloadTable } from './workload-table.panel.js';
import { MEASURE_NAMES, type Unit, type View } from './workload.js';

const SOURCES = ['his', 'peis', 'surgery', 'endoscopy'] as const;
const MEASURES = ['checkup', 'outpatient', 'discharge', 'admission', 'transfer', 'surgery', 'endoscopicSurgery', 'endoscopy', 'consultation'];
const PRESETS = ['本月', '上月', '本季', '上季', '今年', '去年'];

/** The view in the address: reload, share and Back give the same figures. */
function useView(): [View, (part: Partial<View>) => void] {
  const [params, setParams] = useSearchParams();
  const view = useMemo((): View => {
    const [from, to] = periodPresets().find(({ label }) => label === '本月')!.period;
    return {
      from: params.get('from') ?? from,
      to: params.get('to') ?? to,
      attribution: params.get('attribution') === 'requesting' ? 'requesting' : 'executing',
      inpatient: params.get('inpatient') === 'admission' ? 'admission' : 'discharge',
      departments: params.get('departments') === 'recorded' ? 'recorded' : 'current',
      unit: params.get('unit') === 'people' ? 'people' : 'visits',
      byLevel: params.get('byLevel') === 'true',
      zeros: params.get('zeros') === 'true',
      sections: params.get('sections') === 'true',
      sort: params.get('sort') ?? '',
      hideEmpty: params.get('hideEmpty') === 'true',
      folded: (params.get('folded') ?? '').split(',').filter(Boolean),
    };
  }, [params]);
  const change = (part: Partial<View>) =>
    setParams(Object.fromEntries(Object.entries({ ...view, ...part }).map(([name, value]) => [name, String(value)])), { replace: true });
  return [view, change];
}

/** 全院工作量: departments × measures × levels, every number with its rows. */
export function WorkloadPage() {
  const { can } = useAccess();
  const [view, change] = useView();
  const { from, to, attribution, inpatient, departments, unit } = view;
  const query = { from, to, attribution, inpatient, departments, ...(view.sections && { sections: true }) };
  const answer = useApi('/stats/workload', { query: { ...query, withPeople: unit === 'people' }, topics: FIGURE_TOPICS, keep: true, enabled: Boolean(from && to) });
  return (
    <section className="stats-page">
      <PageHead title="全院工作量" note="各科室的体检、门诊、住院、手术、胃肠镜、会诊工作量，点击数字打开明细。">
        <div className="list-tools">
          <Definitions of={MEASURES} />
          {can('stats:export') && <PdfButton path="/stats/workload/document" query={query} title="全院工作量" />}
          {can('stats:export') && <ExportButton withRows path="/stats/workload/export" query={query} title="全院工作量" total="当前统计表（含口径说明）" />}
        </div>
      </PageHead>
      <SourceBanner sources={SOURCES} />
      <div className="figure-tools">
        <Segmented
          value={PRESETS.find((name) => periodPresets().some(({ label, period }) => label === name && period[0] === from && period[1] === to)) ?? ''}
          onChange={(name) => {
            const [first, last] = periodPresets().find(({ label }) => label === name)!.period;
            change({ from: first, to: last });
          }}
          options={PRESETS}
        />
        <PeriodField label="统计区间" from={from} to={to} onChange={([first, last]) => change({ from: first, to: last })} />
        <Segmented<Unit>
          value={unit}
          onChange={(value) => change({ unit: value })}
          options={[
            { value: 'visits', label: '人次' },
            { value: 'people', label: '人数' },
          ]}
        />
        <Checkbox checked={view.byLevel} onChange={({ target }) => change({ byLevel: target.checked })}>
          区分级别
        </Checkbox>
        {view.byLevel && (
          <Checkbox checked={view.hideEmpty} onChange={({ target }) => change({ hideEmpty: target.checked })}>
            隐藏空级别
          </Checkbox>
        )}
        <Checkbox checked={view.zeros} onChange={({ target }) => change({ zeros: target.checked })}>
          显示无工作量的科室
        </Checkbox>
        <Checkbox checked={view.sections} onChange={({ target }) => change({ sections: target.checked })}>
          另列体检分科
        </Checkbox>
      </div>
      <div className="figure-tools">
        <Choice label="住院按" value={inpatient} onChange={(value) => change({ inpatient: value })} options={{ discharge: '出院（出院科室）', admission: '入院（入院科室）' }} />
        <Choice label="胃肠镜、会诊归" value={attribution} onChange={(value) => change({ attribution: value })} options={{ executing: '执行（应邀）科室', requesting: '申请科室' }} />
        <Choice label="合并的科室" value={departments} onChange={(value) => change({ departments: value })} options={{ current: '归入现科室', recorded: '按发生时' }} />
      </div>
      <Answered answer={answer} rows={12}>
        {(workload) => (
          <DrillPlace>
            <WorkloadTable workload={workload} view={view} onSort={(sort) => change({ sort })} onFold={(folded) => change({ folded })} stale={answer.isPlaceholderData} />
            <WorkloadChart workload={workload} view={view} />
            <OwnFigures hidden={workload.hidden} />
            {unit === 'people' && <p className="figure-note weak">人数按科室、级别分别去重：上级科室不等于下级之和，合计不等于各级别之和。</p>}
            <p className="figure-note weak">
              {MEASURE_NAMES[inpatient]}；口径版本 {workload.definitionVersion}。
            </p>
          </DrillPlace>
        )}
      </Answered>
    </section>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: Readonly<Record<V, string>>;
}

function Choice<V extends string>({ label, value, onChange, options }: ChoiceProps<V>) {
  return (
    <label className="stats-choice">
      {label}
      <Select<V> value={value} onChange={onChange} options={(Object.keys(options) as V[]).map((one) => ({ value: one, label: options[one] }))} popupMatchSelectWidth={false} />
    </label>
  );
}
