import { memo } from 'react';
import type { MatrixGroup } from './labs.js';
import { abnormalNow } from './matrix-view.js';

interface Props {
  readonly groups: readonly MatrixGroup[];
  readonly active: string | null;
  readonly onChoose: (code: string | null) => void;
}

/** The groups that this person has results of, with how many items are abnormal in their newest result. */
export const LabGroups = memo(function LabGroups({ groups, active, onChoose }: Props) {
  return (
    <nav className="labs-groups" aria-label="检验分类（仅列出有结果的）">
      <Group
        name="全部项目"
        abnormal={abnormalNow(groups.flatMap(({ items }) => items))}
        active={active === null}
        onClick={() => onChoose(null)}
      />
      {groups.map(({ code, name, items }) => (
        <Group
          key={code}
          name={name}
          abnormal={abnormalNow(items)}
          active={active === code}
          onClick={() => onChoose(code)}
        />
      ))}
    </nav>
  );
});

function Group({
  name,
  abnormal,
  active,
  onClick,
}: {
  name: string;
  abnormal: number;
  active: boolean;
  onClick: () => void;
}) {
  return (
    <button type="button" className="quiet" aria-pressed={active} onClick={onClick}>
      <span>{name}</span>
      {abnormal > 0 && (
        <span className="flag" title={`最近一次结果异常 ${abnormal} 项`}>
          异常{abnormal}
        </span>
      )}
    </button>
  );
}
