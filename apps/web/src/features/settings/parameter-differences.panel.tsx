import type { Schema } from '@cadre/api-client/typed-paths';
import { Checkbox } from 'antd';
import { HeadRow } from '../../shared/list/head-row.js';
import { type Parameter, valueWords } from './parameter-words.js';

type Difference = Schema<'ParameterDifference'>;

const STATES: Readonly<Record<Difference['state'], readonly [tag: string, words: string]>> = {
  refused: ['tag-bad', '✕ 不能导入'],
  differs: ['tag-late', '≠ 不同'],
  unknown: ['tag-off', '– 本系统没有'],
  missing: ['tag-off', '– 文件中没有'],
  same: ['tag-good', '✓ 相同'],
};

interface Props {
  readonly differences: readonly Difference[];
  /** What is known of each parameter, for its words. */
  readonly rows: readonly Parameter[];
  readonly chosen: ReadonlySet<string>;
  /** Only with the right to take them. */
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}

/** Here and there side by side; those that differ can be chosen. */
export function ParameterDifferences({ differences, rows, chosen, onChoose }: Props) {
  const known = new Map(rows.map((row) => [row.id, row]));
  const words = (id: string, value: Difference['here']) =>
    value === null ? '—' : valueWords(value, known.get(id) ?? { choices: [], unit: null });
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose?.(next);
  };
  return (
    <table className="list-table parameter-differences">
      <HeadRow titles={['参数', '本系统', '文件', '比较']} />
      <tbody>
        {differences.map(({ id, name, here, there, state, problem }) => (
          <tr key={id}>
            <td>
              {state === 'differs' && onChoose ? (
                <Checkbox checked={chosen.has(id)} onChange={() => toggle(id)}>
                  {name}
                </Checkbox>
              ) : (
                name
              )}
            </td>
            <td>{words(id, here)}</td>
            <td>{words(id, there)}</td>
            <td>
              <span className={`tag ${STATES[state][0]}`}>{STATES[state][1]}</span>
              {problem && <small className="weak">{problem}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
