import { useState, type ReactNode } from 'react';
import { App, Button } from 'antd';
import type { Permission } from '../../shared/access/access.js';
import { queries } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { DecisionForm } from './decision.form.js';
import { choicesOf, periodText, PROPOSAL_STATES, type Proposal } from './secrecy-words.js';

type ProposalPath = '/clearances/proposals' | '/confidential-matters';
export type ProposalAct = 'approve' | 'reject' | 'withdraw';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly path: ProposalPath;
  readonly permission: Permission;
  /** Whether the reader may decide at all; who asked or is concerned may not decide his own. */
  readonly mayDecide: boolean;
  readonly onAct: (proposal: Proposal, act: ProposalAct, note: string) => Promise<unknown>;
  readonly actions?: ReactNode;
}

const FILTERS: readonly ListFilter<'/clearances/proposals'>[] = [
  { kind: 'choice', name: 'state', label: '状态', options: [...choicesOf(PROPOSAL_STATES), { value: 'all', label: '全部' }], placeholder: '待确认' },
];
const FIRST = { state: 'open' } as const;
const TOPICS = ['notices'] as const;
const WHAT: Readonly<Record<string, string>> = { clearance: '机密授权', 'care-team': '照护团队', secrecy: '批量设定密级' };
const SECRECIES: Readonly<Record<string, string>> = { N: '普通', R: '内部', V: '机密' };

/** What was asked for and waits for a second person. */
export function ProposalList({ id, title, note, path, permission, mayDecide, onAct, actions }: Props) {
  const { message } = App.useApp();
  const [deciding, setDeciding] = useState<{ proposal: Proposal; act: ProposalAct } | null>(null);
  const act = async (proposal: Proposal, how: ProposalAct, word: string) => {
    await onAct(proposal, how, word);
    await queries.invalidateQueries({ queryKey: [path] });
  };
  const withdraw = (proposal: Proposal) => void act(proposal, 'withdraw', '').catch((problem: unknown) => message.error(sentenceOf(problem)));
  const column = columnOf<Proposal>();
  const columns = [
    column('事项', 'kind', { width: 92, render: (kind) => WHAT[kind] ?? kind }),
    column('人员', 'name', { width: 190, ellipsis: true, render: (_, row) => about(row) }),
    column('对象', 'people', { width: 120, ellipsis: true, render: (people, { secrecy }) => `${people.join('、')}${secrecy ? ` → ${SECRECIES[secrecy] ?? secrecy}` : ''}` }),
    column('有效期', 'validFrom', { width: 200, render: (from, { validUntil }) => periodText(from, validUntil) }),
    column('理由', 'reason', { width: 130, ellipsis: true }),
    column('提请', 'proposedAt', { width: 160, render: (at, { proposedByName }) => <ByWhom name={proposedByName} at={at} /> }),
    column('状态', 'state', { width: 80, render: (state) => <span className={`tag ${state === 'open' ? 'tag-late' : state === 'approved' ? 'tag-good' : 'tag-off'}`}>{PROPOSAL_STATES[state] ?? state}</span> }),
    column('办理', 'decidedByName', { width: 180, render: (by, { decidedAt, decisionNote }) => by && decidedAt && <ByWhom name={by} at={decidedAt} note={decisionNote} /> }),
    column('操作', null, {
      width: 112,
      fixed: 'right',
      render: (_, row) => (
        <>
          {mayDecide && row.mayDecide && (
            <>
              <Button type="link" size="small" onClick={() => setDeciding({ proposal: row, act: 'approve' })}>
                同意
              </Button>
              <Button type="link" size="small" danger onClick={() => setDeciding({ proposal: row, act: 'reject' })}>
                不同意
              </Button>
            </>
          )}
          {row.isOwn && row.state === 'open' && (
            <Button type="link" size="small" onClick={() => withdraw(row)}>
              撤回
            </Button>
          )}
        </>
      ),
    }),
  ];
  const shown = [...(id === 'clearance-proposals' ? columns.filter(({ key }) => key !== 'people' && key !== 'kind') : columns)];
  return (
    <>
      <ListPage
        id={id}
        title={title}
        note={note}
        path={path}
        permission={permission}
        filters={FILTERS}
        columns={shown}
        sort=""
        first={FIRST}
        keyOf={(row) => row.id}
        topics={TOPICS}
        actions={actions}
        emptyAction={<p className="weak">没有等待确认的提请。</p>}
      />
      <DecisionForm
        open={deciding !== null}
        title={deciding?.act === 'approve' ? '同意' : '不同意'}
        text={deciding && <Summary proposal={deciding.proposal} />}
        okText={deciding?.act === 'approve' ? '同意' : '不同意'}
        label={deciding?.act === 'approve' ? '意见（可不填）' : '理由'}
        least={deciding?.act === 'approve' ? 0 : 2}
        onSave={(word) => act(deciding!.proposal, deciding!.act, word)}
        onClose={() => setDeciding(null)}
      />
    </>
  );
}

/** Who, when, and what he wrote: one below the other, so that none of it is cut off on a small screen. */
function ByWhom({ name, at, note }: { name: string; at: string; note?: string | null }) {
  return (
    <div className="secrecy-by">
      <span>{name}</span>
      <span className="weak">{formatFullTime(at)}</span>
      {note && <span>{note}</span>}
    </div>
  );
}

const about = ({ name, username, departmentName, roles }: Proposal): string =>
  name ? `${name}（${[username, departmentName, roles.join('、')].filter(Boolean).join(' · ')}）` : '';

function Summary({ proposal }: { proposal: Proposal }) {
  const lines: readonly (readonly [string, string])[] = [
    ['人员', about(proposal)],
    ['对象', proposal.people.join('、')],
    ['密级', proposal.secrecy ? (SECRECIES[proposal.secrecy] ?? proposal.secrecy) : ''],
    ['有效期', periodText(proposal.validFrom, proposal.validUntil)],
    ['理由', proposal.reason],
    ['提请人', `${proposal.proposedByName} ${formatFullTime(proposal.proposedAt)}`],
  ];
  return (
    <dl className="secrecy-facts">
      {lines
        .filter(([, text]) => text)
        .map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
