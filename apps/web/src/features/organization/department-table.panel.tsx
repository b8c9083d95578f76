import { Checkbox } from 'antd';
import { NOTHING } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { useAccess } from '../../shared/access/access.js';
import { DepartmentActs } from './department-acts.panel.js';
import { type DepartmentNode, KIND_NAMES } from './department-words.js';

interface Props {
  readonly rows: readonly DepartmentNode[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (codes: ReadonlySet<string>) => void;
  readonly onOpen: (code: string) => void;
  readonly onChange: (department: DepartmentNode) => void;
  readonly onMove: (department: DepartmentNode, act: 'move' | 'merge') => void;
}

const INDENT_PX = 20;
const CHOICE_PX = 40;
const HEADS = [
  ['科室', 250],
  ['编码', 84],
  ['类别', 60],
  ['负责人', 84],
  ['护士长', 84],
  ['成员数', 70],
  ['需处理就诊', 96],
  ['状态', 90],
  ['来源', 100],
] as const;
const ACTS = ['操作', 130] as const;

/** The departments in the order of their tree, moved in by their depth. */
export function DepartmentTable({ rows, chosen, onChoose, onOpen, onChange, onMove }: Props) {
  const { can } = useAccess();
  const mayChange = can('department:write');
  const all = rows.length > 0 && rows.every(({ code }) => chosen.has(code));
  const toggle = (code: string) => onChoose(new Set(chosen.has(code) ? [...chosen].filter((one) => one !== code) : [...chosen, code]));
  const heads = mayChange ? [...HEADS, ACTS] : HEADS;
  return (
    <div className="list-scroll">
      <table className="list-table">
        <caption className="sr-only">科室</caption>
        <colgroup>
          {mayChange && <col style={{ width: CHOICE_PX }} />}
          {heads.map(([head, width]) => (
            <col key={head} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {mayChange && (
              <th scope="col">
                <Checkbox aria-label="选择全部科室" checked={all} indeterminate={!all && chosen.size > 0} onChange={() => onChoose(new Set(all ? [] : rows.map(({ code }) => code)))} />
              </th>
            )}
            {heads.map(([head]) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              {mayChange && (
                <td>
                  <Checkbox aria-label={`选择${row.name}`} checked={chosen.has(row.code)} onChange={() => toggle(row.code)} />
                </td>
              )}
              <td style={{ paddingLeft: 10 + row.depth * INDENT_PX }} title={row.path}>
                <button type="button" className="quiet org-name" onClick={() => onOpen(row.code)}>
                  {row.depth === 0 ? <b>{row.name}</b> : row.name}
                </button>
              </td>
              <td>{row.code}</td>
              <td>{KIND_NAMES[row.kind] ?? row.kind}</td>
              <td>{row.headName ?? NOTHING}</td>
              <td>{row.headNurseName ?? NOTHING}</td>
              <td style={{ textAlign: 'right' }}>{formatCount(row.members)}</td>
              <td>{row.handlesVisits ? <span className="tag tag-good">✓ 是</span> : <span className="weak">否</span>}</td>
              <td>{row.active ? '启用' : <span className="tag tag-off">{row.mergedInto ? `– 已并入 ${row.mergedInto}` : '– 停用'}</span>}</td>
              <td>{row.origin === 'his' ? `HIS ${row.sourceKey ?? ''}` : '本系统'}</td>
              {mayChange && (
                <td>
                  <DepartmentActs department={row} onChange={() => onChange(row)} onMove={(act) => onMove(row, act)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
