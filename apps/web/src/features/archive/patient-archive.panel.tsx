import { useState } from 'react';
import { Button, DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import './archive.css';
import { ArchiveSection } from './archive-section.js';
import { CompletenessBar } from './completeness-bar.js';
import { GenerateForm } from './generate.form.js';
import { VersionDrawer } from './version-drawer.panel.js';
import { VersionTable } from './version-table.panel.js';

interface Props {
  readonly person: { readonly id: string; readonly name: string };
  readonly onOpen: (kind: 'lab' | 'visit' | 'checkup', id: string) => void;
}

const TOPICS = ['roster', 'visits', 'labs', 'exams', 'orders', 'surgeries', 'checkups'] as const;

/** 健康档案: the record as it is now or was on a day, and the versions that were made of it. */
export function PatientArchivePanel({ person, onOpen }: Props) {
  const { can } = useAccess();
  const [day, setDay] = useState<Dayjs | null>(null);
  const [generating, setGenerating] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const asOf = day && !day.isSame(dayjs(), 'day') ? day.endOf('day').toISOString() : undefined;
  const archive = useApi(`/beneficiaries/${person.id}/archive`, { query: asOf ? { asOf } : {}, topics: TOPICS, beneficiaryId: person.id, keep: true });
  const versions = useApi(`/beneficiaries/${person.id}/archives`, { beneficiaryId: person.id });
  return (
    <div className="archive">
      <div className="archive-tools">
        <label htmlFor="archive-day">档案时点</label>
        <DatePicker
          id="archive-day"
          value={day}
          placeholder="现在"
          disabledDate={(date) => date.isAfter(dayjs(), 'day')}
          onChange={(value) => setDay(value)}
          presets={[
            { label: '一年前', value: dayjs().subtract(1, 'year') },
            { label: '三个月前', value: dayjs().subtract(3, 'month') },
          ]}
        />
        {archive.data && (
          <span className="weak" role="status">
            {asOf ? `按 ${formatFullTime(archive.data.asOf)} 时已收到的数据` : `汇总于 ${formatFullTime(archive.data.assembledAt)}`} · 诊断规则第{' '}
            {archive.data.ruleVersion} 版
          </span>
        )}
        {can('archive:generate') && (
          <Button type="primary" className="archive-generate" onClick={() => setGenerating(true)}>
            生成健康档案
          </Button>
        )}
      </div>
      <Answered answer={archive} rows={12}>
        {({ sections, groups, missing }) => (
          <>
            <CompletenessBar sections={sections} />
            {asOf && <p className="notice-line">⏱ 时间旅行：显示的是所选日期结束时系统已有的内容，此后的新增与更正不在其中。</p>}
            {missing.length > 0 && <p className="notice-line">数据来源说明：{missing.join('；')}</p>}
            {groups.length > 0 && <p className="weak">慢病分组：{groups.map(({ name }) => name).join('、')}（决定重点检验、检查与用药）</p>}
            <section className="patient-card">
              <h2>档案版本</h2>
              <Answered answer={versions} rows={2}>
                {({ items }) => <VersionTable items={items} onOpen={setShown} />}
              </Answered>
            </section>
            {sections.map((section) => (
              <ArchiveSection key={section.key} section={section} onOpen={onOpen} />
            ))}
          </>
        )}
      </Answered>
      <GenerateForm
        open={generating}
        personId={person.id}
        asOf={asOf}
        onClose={() => setGenerating(false)}
        onMade={(id) => {
          void versions.refetch();
          setShown(id);
        }}
      />
      <VersionDrawer id={shown} versions={versions.data?.items ?? []} onClose={() => setShown(null)} onChanged={() => void versions.refetch()} />
    </div>
  );
}
