import { ResultValue, isAbnormal } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { FLAG_SOURCES, ITEM_STATES, type CheckupItem } from './checkups.js';

export function CheckupItems({ caption, items }: { caption: string; items: readonly CheckupItem[] }) {
  return (
    <table className="checkup-items">
      <caption className="sr-only">{caption}</caption>
      <HeadRow titles={['项目', '结果', '单位', '参考区间', '判断依据']} />
      <tbody>
        {items.map(({ code, name, state, text, unit, range, flag, flagSource, disagrees }, index) => (
          <tr key={`${code}/${index}`} className={isAbnormal(flag) ? 'checkup-abnormal' : undefined}>
            <th scope="row">{name}</th>
            <td>
              {state === 'done' ? (
                <ResultValue text={textOr(text)} flag={flag} brief={false} />
              ) : (
                <span className="tag tag-off">{ITEM_STATES[state]}</span>
              )}
            </td>
            <td>{unit}</td>
            <td>{formatRange(range)}</td>
            <td className="weak">
              {flagSource && FLAG_SOURCES[flagSource]}
              {disagrees && '（标记不一致）'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
