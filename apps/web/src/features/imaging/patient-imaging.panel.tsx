import { useState } from 'react';
import { Segmented, Select } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { useFreshness } from '../../shared/freshness/freshness.js';
import { SourceBanner, UpdatedAt } from '../../shared/freshness/source-banner.js';
import { Answered } from '../../shared/problem/answered.js';
import { ExaminationList } from './examination-list.js';
import { ExaminationReport } from './examination-report.js';
import { bodyPartOf, deviceOf, type Examination } from './examinations.js';
import './imaging.css';

const SOURCES = ['ris', 'pacs', 'endo'];
/** Hardly anybody has more; whoever has reads the newest. */
const MOST = 100;

/** 检查与影像: examinations of a person with a picture each, and the report of the one that is chosen. */
export function PatientImagingPanel({ person }: { person: { readonly id: string } }) {
  const answer = useApi(`/beneficiaries/${person.id}/imaging-studies`, {
    query: { pageSize: MOST },
    topics: ['exams'],
    beneficiaryId: person.id,
  });
  return (
    <div className="studies-page">
      <SourceBanner sources={SOURCES} />
      <Answered answer={answer} rows={10}>
        {({ items, total }) =>
          items.length === 0 ? (
            <None />
          ) : (
            <>
              <Studies examinations={items} />
              <div className="studies-foot">
                <UpdatedAt sources={SOURCES} readAt={answer.dataUpdatedAt} />
                {total > items.length && (
                  <span className="weak">
                    共 {total} 次检查，这里显示最近 {items.length} 次。
                  </span>
                )}
              </div>
            </>
          )
        }
      </Answered>
    </div>
  );
}

function Studies({ examinations }: { examinations: readonly Examination[] }) {
  const [part, setPart] = useState<string | null>(null);
  const [device, setDevice] = useState<string | null>(null);
  const [grouped, setGrouped] = useState(false);
  const [params, setParams] = useSearchParams();
  const asked = params.get('exam');
  const choose = (id: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set('exam', id);
        return next;
      },
      { replace: true },
    );
  const shown = examinations.filter(
    (one) => (part === null || bodyPartOf(one) === part) && (device === null || deviceOf(one) === device),
  );
  const chosen = shown.find(({ id }) => id === asked) ?? shown[0];
  return (
    <>
      <div className="studies-tools">
        <Choice name="部位" of={examinations.map(bodyPartOf)} value={part} onChange={setPart} />
        <Choice name="设备" of={examinations.map(deviceOf)} value={device} onChange={setDevice} />
        <Segmented
          aria-label="排列"
          value={grouped ? 'part' : 'time'}
          onChange={(value) => setGrouped(value === 'part')}
          options={[
            { value: 'time', label: '按时间' },
            { value: 'part', label: '按部位' },
          ]}
        />
        <span className="weak" role="status">
          {shown.length} 次检查
        </span>
      </div>
      <div className="studies">
        <div className="studies-list" role="group" aria-label="检查列表" tabIndex={0}>
          <ExaminationList examinations={shown} grouped={grouped} chosen={chosen?.id ?? null} onChoose={choose} />
        </div>
        <div className="studies-report" role="group" aria-label="检查报告" tabIndex={0}>
          {chosen && <ExaminationReport key={chosen.id} examination={chosen} all={examinations} onChoose={choose} />}
        </div>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly of: readonly string[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function Choice({ name, of, value, onChange }: ChoiceProps) {
  const options = [...new Set(of)].map((one) => ({ value: one, label: one }));
  return (
    <label className="studies-choice">
      {name}
      <Select
        allowClear
        value={value}
        options={options}
        placeholder="全部"
        aria-label={name}
        onChange={(next: string | undefined) => onChange(next ?? null)}
      />
    </label>
  );
}

/** No examinations, or no system that could tell of them: not the same. */
function None() {
  const standing = useFreshness(SOURCES);
  const [title, text] =
    standing.length === 0
      ? ['该来源未对接', '还没有检查系统向本系统提供数据，这不表示没有做过检查。']
      : standing.every(({ dataAt }) => dataAt === null)
        ? ['尚未同步', '检查系统还没有完成第一次同步，完成后记录会自动出现。']
        : ['无检查记录', '已对接的检查系统和影像系统中没有此人的记录。'];
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        ∅
      </span>
      <b>{title}</b>
      <p className="weak">{text}</p>
    </div>
  );
}
