import { PrinterOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useSearchParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { NOTHING, formatDate, formatFullTime } from '../../shared/format/dates.js';
import { FlagMark } from '../../shared/format/flags.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { DepartmentField } from '../../shared/list/department-field.js';
import { NoRight } from '../../shared/list/list-states.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { wardOf } from './board.js';
import '../../shared/list/filter.css';
import '../../shared/list/list.css';
import './board.css';

type Patient = Schema<'RoundPatient'>;

const NOTE = '在院对象每人一段：住院第几天、诊断、近 3 天异常检验、今日与在执行的长期医嘱、近 7 天检查。打印前请核对病区和科室。';

/** 查房一页纸: what a round takes along to the beds. */
export function WardRoundPage() {
  const { can, me } = useAccess();
  const [params, setParams] = useSearchParams();
  const query = { ward: params.get('ward') ?? '', departmentCode: params.get('departmentCode') ?? '', doctor: params.get('doctor') ?? '' };
  const answer = useApi('/ward-rounds', { query, topics: ['visits', 'labs', 'orders', 'exams'], keep: true, enabled: can('visit:read') });
  const all = useApi('/ward-board', { query: {}, topics: ['visits'], enabled: can('visit:read') });
  const set = (name: string, value: string) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  if (!can('visit:read')) return <NoRight />;
  return (
    <section className="list-page round">
      <PageHead title="查房一页纸" note={NOTE}>
        <div className="list-tools">
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        </div>
      </PageHead>
      <div className="filter-bar" role="search" aria-label="筛选">
        <div className="filter-item">
          <span className="filter-label">病区</span>
          <Select
            aria-label="病区"
            allowClear
            placeholder="全部"
            options={[...new Set((all.data?.items ?? []).map(wardOf))].map((value) => ({ value, label: value }))}
            value={query.ward || null}
            onChange={(ward) => set('ward', ward ?? '')}
          />
        </div>
        <div className="filter-item">
          <span className="filter-label">科室</span>
          <DepartmentField label="科室" value={query.departmentCode} onChange={(code) => set('departmentCode', code)} />
        </div>
      </div>
      <Answered answer={answer} rows={10}>
        {(sheet) => (
          <article className="round-sheet">
            <h2>查房一页纸</h2>
            <p className="weak">
              {[query.ward, query.doctor].filter(Boolean).join(' · ') || '全部在院'}，{sheet.items.length} 人；{formatFullTime(sheet.at)}，
              {me.name} 制。只含您有权查看的对象。
            </p>
            {sheet.items.length === 0 && <p className="list-state">没有符合条件的在院对象。</p>}
            {sheet.items.map((patient) => (
              <Block key={patient.id} patient={patient} />
            ))}
          </article>
        )}
      </Answered>
    </section>
  );
}

function Block({ patient }: { patient: Patient }) {
  const { can } = useAccess();
  const long = patient.orders.filter(({ fresh }) => !fresh);
  const fresh = patient.orders.filter((order) => order.fresh);
  return (
    <section className="round-patient">
      <h3>
        {wardOf(patient)} {patient.bedNo ? `${patient.bedNo} 床` : '未分床'}{' '}
        <PersonCell name={patient.name} sex={patient.sex} age={patient.age} /> <CareLevelTag level={patient.careLevel} />{' '}
        <span className="weak">
          住院第 {patient.dayNo} 天（{formatDate(patient.admittedAt)} 入院）{patient.doctorName}
        </span>
      </h3>
      <dl>
        {can('diagnosis:read') && (
          <>
            <dt>诊断</dt>
            <dd>{[patient.mainDiagnosis, ...patient.otherDiagnoses].filter(Boolean).join('；') || NOTHING}</dd>
          </>
        )}
        {patient.allergies && (
          <>
            <dt>过敏</dt>
            <dd>
              <b className="result-abnormal">{patient.allergies}</b>
            </dd>
          </>
        )}
        {can('lab:read') && (
          <>
            <dt>异常检验</dt>
            <dd>
              {patient.results.length === 0 && '近 3 天无异常'}
              {patient.results.map((one, index) => (
                <span key={`${one.name} ${one.at} ${index}`}>
                  {index > 0 && '；'}
                  {one.name} <b>{one.value}</b> {one.unit} <FlagMark flag={one.flag} /> {formatDate(one.at).slice(5)}
                </span>
              ))}
            </dd>
          </>
        )}
        {can('order:read') && (
          <>
            <dt>今日医嘱</dt>
            <dd>{fresh.map(({ name, detail }) => `${name} ${detail}`.trim()).join('；') || '今日尚无'}</dd>
            <dt>长期医嘱</dt>
            <dd>{long.map(({ name, detail }) => `${name} ${detail}`.trim()).join('；') || NOTHING}</dd>
          </>
        )}
        {can('exam:view') && (
          <>
            <dt>近期检查</dt>
            <dd>{patient.exams.map(({ name, impression, at }) => `${formatDate(at).slice(5)} ${name}：${impression ?? '未见结论'}`).join('；') || NOTHING}</dd>
          </>
        )}
        <dt>查房记录</dt>
        <dd className="round-write" />
      </dl>
    </section>
  );
}
