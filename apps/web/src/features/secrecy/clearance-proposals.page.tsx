import { useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import { NewClearanceForm } from './new-clearance.form.js';
import { type ProposalAct, ProposalList } from './proposal-list.panel.js';
import './secrecy.css';
import type { Proposal } from './secrecy-words.js';

const NOTE = '提请人、被授权人和审批人必须是三个人。审批前请核对任职文件；不同意时写明理由。同意后从开始日期起生效。';

/** 机密授权审批: asked for by one, decided by the security administrator. */
export function ClearanceProposalsPage() {
  const { can } = useAccess();
  const [adding, setAdding] = useState(false);
  const act = async ({ id }: Proposal, how: ProposalAct, note: string) => {
    const at = `/clearances/proposals/${id}` as const;
    if (how === 'withdraw') await api.request(`${at}/withdraw`, { method: 'POST' });
    else if (how === 'approve') await api.request(`${at}/approve`, { method: 'POST', body: note ? { note } : {} });
    else await api.request(`${at}/reject`, { method: 'POST', body: { note } });
    await queries.invalidateQueries({ queryKey: ['/clearances'] });
  };
  return (
    <>
      <ProposalList
        id="clearance-proposals"
        title="机密授权审批"
        note={NOTE}
        path="/clearances/proposals"
        permission="clearance:read"
        mayDecide={can('clearance:approve')}
        onAct={act}
        actions={
          can('clearance:propose') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              提请授权
            </Button>
          )
        }
      />
      <NewClearanceForm open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
