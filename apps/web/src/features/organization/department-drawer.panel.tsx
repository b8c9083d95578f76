import { Drawer, Spin } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatTime, NOTHING } from '../../shared/format/dates.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { KIND_NAMES } from './department-words.js';
import './organization.css';

/** One department: who leads it, who works in it, what it was called. */
export function DepartmentDrawer({ code, onClose }: { code: string | null; onClose: () => void }) {
  return (
    <Drawer open={code !== null} title="科室" size={640} onClose={onClose} destroyOnHidden>
      {code !== null && <Details code={code} />}
    </Drawer>
  );
}

function Details({ code }: { code: string }) {
  const { data: department, error, refetch } = useApi(`/departments/${code}`);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!department) return <Spin delay={200} />;
  const facts: readonly (readonly [string, string | null])[] = [
    ['名称', department.name],
    ['编码', department.code],
    ['位置', department.path],
    ['类别', KIND_NAMES[department.kind] ?? department.kind],
    ['负责人', department.headName],
    ['护士长', department.headNurseName],
    ['编制床位', department.ratedBeds === null ? null : `${department.ratedBeds} 张`],
    ['需处理就诊', department.handlesVisits ? '是' : '否'],
    ['来源', department.origin === 'his' ? `HIS（编码 ${department.sourceKey ?? ''}）` : '本系统'],
  ];
  return (
    <>
      <dl className="org-facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value ?? NOTHING}</dd>
          </div>
        ))}
      </dl>
      <h3>成员（{department.members}）</h3>
      {department.staff.length === 0 && <p className="weak">没有在职人员。</p>}
      <ul>
        {department.staff.map(({ staffNo, name, title, position }) => (
          <li key={staffNo}>
            {name} <span className="weak">{[staffNo, title, position].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <h3>名称与上级的变更</h3>
      <ul>
        {department.names.map(({ name, parentName, from, until }) => (
          <li key={from ?? 'first'}>
            {name}
            {parentName && <span className="weak">（上级 {parentName}）</span>}{' '}
            <span className="weak">
              {from ? formatTime(from) : '最初'} 至 {until ? formatTime(until) : '今'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
