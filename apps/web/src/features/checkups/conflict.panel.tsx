import { Button, Modal } from 'antd';
import { formatTime } from '../../shared/format/dates.js';
import { RISK_LEVELS, type Edition } from './checkups.js';
import { bothDrafts, draftOf, type Draft } from './summary-draft.js';

interface Props {
  readonly mine: Draft;
  readonly theirs: Edition;
  readonly onSettle: (draft: Draft) => void;
}

/** Two wrote at once: both texts side by side, and nothing is lost until one says which holds. */
export function ConflictPanel({ mine, theirs, onSettle }: Props) {
  const other = draftOf(theirs);
  return (
    <Modal open title="这份小结刚被他人修改" width={900} closable={false} keyboard={false} footer={null}>
      <p>
        {theirs.editedByName} 于 {formatTime(theirs.updatedAt)} 保存了另一份内容。您的内容没有丢失，请选择以哪一份为准。
      </p>
      <div className="conflict">
        <Side title="我的内容" draft={mine} />
        <Side title={`${theirs.editedByName} 的内容`} draft={other} />
      </div>
      <p className="conflict-acts">
        <Button type="primary" onClick={() => onSettle(bothDrafts(other, mine))}>
          两份合在一起再改
        </Button>
        <Button onClick={() => onSettle(mine)}>用我的内容</Button>
        <Button onClick={() => onSettle(other)}>用对方的内容</Button>
      </p>
    </Modal>
  );
}

function Side({ title, draft }: { title: string; draft: Draft }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p className="checkup-prose">{draft.body || '（正文为空）'}</p>
      {draft.advice.length > 0 && (
        <ol>
          {draft.advice.map(({ text, recheckItem, recheckDate }, index) => (
            <li key={index}>
              {text}
              {recheckDate && `（复查 ${recheckItem ?? ''} ${recheckDate}）`}
            </li>
          ))}
        </ol>
      )}
      {draft.riskLevel && <p>{RISK_LEVELS[draft.riskLevel]}</p>}
    </section>
  );
}
