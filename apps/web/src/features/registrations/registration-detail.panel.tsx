import { Drawer, Spin } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { SESSION_NAMES, STATE_NAMES, feeText, stateTag } from './registration-words.js';
import './registration-detail.css';

/** One registration and what it said before it was moved or given back. */
export function RegistrationDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  return (
    <Drawer open={id !== null} title="挂号详情" size={680} onClose={onClose} destroyOnHidden>
      {id && <Detail id={id} />}
    </Drawer>
  );
}

function Detail({ id }: { id: string }) {
  const { can } = useAccess();
  const { data, error, refetch } = useApi(`/registrations/${id}`, { topics: ['visits'] });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} description="正在读取" />;
  const facts: readonly (readonly [string, string])[] = [
    ['挂号记录号', data.registrationNo],
    ['挂号时间', `${formatFullTime(data.registeredAt)} ${SESSION_NAMES[data.session] ?? ''}`],
    ['号类', textOr(data.registrationClass)],
    ['科室', textOr(data.departmentName)],
    ['医生', textOr(data.doctorName)],
    ['序号', textOr(data.queueNo)],
    ['费用', feeText(data)],
    ['渠道', textOr(data.channel)],
    ...(data.refundedAt ? [['退号时间', formatFullTime(data.refundedAt)] as const] : []),
  ];
  return (
    <div className="registration-detail">
      <p className="registration-person">
        <PersonCell name={data.name} sex={data.sex} age={data.age} /> <CareLevelTag level={data.careLevel} />{' '}
        <CategoryTags categories={data.categories} />{' '}
        <span className={stateTag(data.state)}>{STATE_NAMES[data.state] ?? data.state}</span>
        {can('beneficiary:read') && <Link to={`/p/${data.beneficiaryId}/visits`}>打开对象档案</Link>}
      </p>
      <dl className="registration-said">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>变更记录</h3>
      {data.earlier.length === 0 ? (
        <p className="weak">没有改期或退号。</p>
      ) : (
        <ol className="registration-changes">
          {data.earlier.map((was) => (
            <li key={was.recordedUntil}>
              {formatFullTime(was.recordedUntil)} 以前：{formatFullTime(was.registeredAt)} · {textOr(was.departmentName)}{' '}
              {was.doctorName} {was.queueNo && `· 序号 ${was.queueNo}`} {was.refunded && <span className="tag tag-late">已退号</span>}
            </li>
          ))}
        </ol>
      )}
      <p className="weak">
        来源 {data.sourceSystem.toUpperCase()}，来源数据更新于 {formatFullTime(data.sourceVersion)}
      </p>
    </div>
  );
}
