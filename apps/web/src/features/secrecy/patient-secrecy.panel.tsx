import { useState } from 'react';
import { Button } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { SecrecyTag } from '../../shared/format/people.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { CareTeamForm, forgetCareTeams } from './care-team.form.js';
import { ClassifyForm } from './classify.form.js';
import { DecisionForm } from './decision.form.js';
import './secrecy.css';
import { CLEARANCE_STATES, periodText } from './secrecy-words.js';

type Person = Schema<'BeneficiaryDetail'>;
type Member = Schema<'CareTeamRow'>;

/** 机密与照护: the person's secrecy, and who looks after him while he is 机密. */
export function PatientSecrecyPanel({ person }: { person: Person }) {
  const { can } = useAccess();
  const [setting, setSetting] = useState(false);
  return (
    <div className="profile">
      <section className="patient-card">
        <h2>密级</h2>
        <p className="secrecy-line">
          <span>{person.secrecy === 'N' ? '普通' : <SecrecyTag secrecy={person.secrecy} />}</span>
          {person.secrecy === 'V' && <span>化名：{person.aliasName ?? '未设（以“机密对象”代替）'}</span>}
          {can('confidential:classify') && <Button onClick={() => setSetting(true)}>设定密级</Button>}
        </p>
        <p className="weak">设定和解除须本人有有效的机密授权，写明理由；设定人和理由见“变更历史”。同步、合并和导入都不会解除机密。</p>
      </section>
      {person.secrecy === 'V' && <Team personId={person.id} />}
      <ClassifyForm key={person.version} person={person} open={setting} onClose={() => setSetting(false)} />
    </div>
  );
}

function Team({ personId }: { personId: string }) {
  const answer = useApi(`/beneficiaries/${personId}/care-team`);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Member | null>(null);
  const revoke = async (reason: string) => {
    await api.request(`/beneficiaries/${personId}/care-team/${ending!.id}/revoke`, { method: 'POST', body: { reason } });
    forgetCareTeams();
  };
  return (
    <section className="patient-card">
      <h2>
        照护团队
        <Button type="primary" size="small" onClick={() => setAdding(true)}>
          提请成员
        </Button>
      </h2>
      <Answered answer={answer} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="weak">还没有照护团队成员。除凭授权打开的人员外，没有人能看到此人。</p>
          ) : (
            <table className="plain-table">
              <caption className="sr-only">照护团队</caption>
              <HeadRow titles={['姓名', '科室与角色', '状态', '有效期', '理由', '提请 / 确认', '操作']} />
              <tbody>
                {items.map((member) => (
                  <tr key={member.id}>
                    <td>{member.name}</td>
                    <td>{[member.departmentName, member.roles.join('、')].filter(Boolean).join(' · ')}</td>
                    <td>
                      <span className={member.state === 'valid' ? 'tag tag-good' : 'tag tag-off'}>{CLEARANCE_STATES[member.state]}</span>
                    </td>
                    <td>{periodText(member.validFrom, member.validUntil)}</td>
                    <td>
                      {member.reason}
                      {member.revokeReason && <span className="weak">（{member.revokedByName} 撤销：{member.revokeReason}）</span>}
                    </td>
                    <td>
                      {member.grantedByName} / {member.approvedByName}
                    </td>
                    <td>
                      {member.state !== 'ended' && (
                        <Button type="link" size="small" danger onClick={() => setEnding(member)}>
                          撤销
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
      <CareTeamForm personId={personId} open={adding} onClose={() => setAdding(false)} />
      <DecisionForm
        open={ending !== null}
        title="撤销照护团队成员"
        text={ending && `撤销后，${ending.name} 的下一次操作起不再看到此人。`}
        okText="撤销"
        least={4}
        onSave={revoke}
        onClose={() => setEnding(null)}
      />
    </section>
  );
}
