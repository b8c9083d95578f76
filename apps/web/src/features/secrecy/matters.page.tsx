import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { forgetCareTeams } from './care-team.form.js';
import { type ProposalAct, ProposalList } from './proposal-list.panel.js';
import './secrecy.css';
import type { Proposal } from './secrecy-words.js';

const NOTE = '照护团队成员和批量设定密级由一人提请、另一位有权人员确认。只列出您获授权范围内的事项和您自己的提请，机密对象以化名显示。';

/** 机密事项确认: care teams and 机密 of several people, for whoever is cleared for them. */
export function MattersPage() {
  const { can } = useAccess();
  const act = async ({ id, kind }: Proposal, how: ProposalAct, note: string) => {
    if (how === 'withdraw') await api.request(`/confidential-matters/${id}/withdraw`, { method: 'POST' });
    else if (how === 'reject') await api.request(`/confidential-matters/${id}/reject`, { method: 'POST', body: { note } });
    else if (kind === 'secrecy') await api.request(`/confidential-matters/secrecy/${id}/approve`, { method: 'POST', body: note ? { note } : {} });
    else await api.request(`/confidential-matters/care-team/${id}/approve`, { method: 'POST', body: note ? { note } : {} });
    forgetCareTeams();
  };
  return (
    <ProposalList
      id="confidential-matters"
      title="机密事项确认"
      note={NOTE}
      path="/confidential-matters"
      permission="care-team:manage"
      mayDecide={can('care-team:manage')}
      onAct={act}
    />
  );
}
