import { Segmented } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { PageHead } from '../../shared/page/page-head.js';
import { useTabTitle } from '../../shared/page/tab-title.js';
import { Answered } from '../../shared/problem/answered.js';
import { ComparePanel } from './compare.panel.js';
import { FINISHED, type CheckupDetail } from './checkups.js';
import { DownloadReport } from './download-report.js';
import { Report } from './record-checkup.panel.js';
import { SummaryPanel } from './summary.panel.js';

const PARTS = [
  { value: 'report', label: '体检报告' },
  { value: 'summary', label: '体检小结' },
  { value: 'compare', label: '历年对比' },
] as const;
type Part = (typeof PARTS)[number]['value'];

/** One check-up on a page of its own: its report, what the hospital writes about it, and the years side by side. */
export function CheckupPage() {
  const { id = '' } = useParams();
  const answer = useApi(`/checkups/${id}`, { topics: ['checkups'] });
  useTabTitle(answer.data ? `${answer.data.name} 体检` : null);
  return (
    <section className="checkup-page">
      <PageHead title="体检报告" />
      {answer.error?.status === 404 ? (
        <div className="list-state" role="status">
          <b>没有找到这次体检</b>
          <p className="weak">
            可能已由体检系统撤回，或不在您的数据范围内。返回<Link to="/checkups">体检记录</Link>。
          </p>
        </div>
      ) : (
        <Answered answer={answer} rows={12}>
          {(checkup) => <Checkup key={checkup.id} checkup={checkup} />}
        </Answered>
      )}
    </section>
  );
}

function Checkup({ checkup }: { checkup: CheckupDetail }) {
  const { can } = useAccess();
  const [params, setParams] = useSearchParams();
  const part = PARTS.find(({ value }) => value === params.get('part'))?.value ?? 'report';
  const setPart = (next: Part) => setParams(next === 'report' ? {} : { part: next }, { replace: true });
  return (
    <>
      <p className="checkup-person">
        <PersonCell name={checkup.name} sex={checkup.sex} age={checkup.age} /> <CareLevelTag level={checkup.careLevel} />{' '}
        <CategoryTags categories={checkup.categories} />{' '}
        {can('beneficiary:read') && <Link to={`/p/${checkup.beneficiaryId}/checkups`}>打开对象档案</Link>}
      </p>
      <div className="checkup-tools">
        <Segmented<Part> options={[...PARTS]} value={part} onChange={setPart} />
        {can('checkup:download') && FINISHED.has(checkup.status) && <DownloadReport id={checkup.id} />}
      </div>
      {part === 'report' && <Report checkup={checkup} />}
      {part === 'summary' && <SummaryPanel checkup={checkup} />}
      {part === 'compare' && <ComparePanel personId={checkup.beneficiaryId} />}
    </>
  );
}
