import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { ResultValue, isAbnormal } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { standOuts } from './checkup-order.js';
import { ITEM_STATES, type CheckupDetail, type CheckupItem } from './checkups.js';
import { quotationOf, sameItem } from './quotation.js';

interface Props {
  readonly checkup: CheckupDetail;
  /** Puts a finding into the text; left out where nothing may be typed. */
  readonly onQuote?: ((text: string) => void) | undefined;
}

/** The report as one reads it for a summary: what is out of order first, the check-up before beside it. */
export function FindingsPanel({ checkup, onQuote }: Props) {
  const { data: before } = useApi(`/checkups/${checkup.previousId ?? ''}`, { enabled: checkup.previousId !== null });
  const { abnormal, notDone } = standOuts(checkup.items);
  const rest = checkup.items.filter((item) => !abnormal.includes(item) && !notDone.includes(item));
  const table = (items: readonly CheckupItem[]) => (
    <Findings items={items} before={before ?? null} onQuote={onQuote} />
  );
  return (
    <section className="findings" aria-label="体检报告">
      <h3>
        异常项目 <span className={abnormal.length ? 'flag' : 'weak'}>{abnormal.length} 项</span>{' '}
        <span className="weak">{before ? `上次体检 ${formatDate(before.checkupDate)}` : '没有更早的体检可对照'}</span>
      </h3>
      {abnormal.length ? table(abnormal) : <p className="weak">没有标出的异常项目。</p>}
      {notDone.length > 0 && (
        <p className="checkup-missing">
          {notDone.length} 项没有结果：{notDone.map(({ name, state }) => `${name}（${ITEM_STATES[state]}）`).join('、')}
        </p>
      )}
      <h3>总检结论</h3>
      <p className="checkup-prose">{checkup.conclusion ?? '尚无结论'}</p>
      <h3>总检建议</h3>
      <p className="checkup-prose">{checkup.advice ?? '尚无建议'}</p>
      <h3>各科小结</h3>
      <ul>
        {checkup.sections.map(({ sectionNo, departmentName, groupName, summary }) => (
          <li key={sectionNo}>
            {groupName ?? departmentName ?? '检查'}：{textOr(summary)}
          </li>
        ))}
      </ul>
      <details>
        <summary>其余 {rest.length} 项</summary>
        {table(rest)}
      </details>
    </section>
  );
}

function Findings({ items, before, onQuote }: { items: readonly CheckupItem[]; before: CheckupDetail | null; onQuote: Props['onQuote'] }) {
  return (
    <table className="checkup-items">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">本次</th>
          <th scope="col">上次</th>
          <th scope="col">参考区间</th>
          {onQuote && <th scope="col">引用</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => {
          const earlier = before?.items.find((one) => sameItem(one, item)) ?? null;
          return (
            <tr key={`${item.code}/${index}`} className={isAbnormal(item.flag) ? 'checkup-abnormal' : undefined}>
              <th scope="row">{item.name}</th>
              <td>
                <ResultValue text={textOr(item.text)} flag={item.flag} brief={false} /> {item.unit}
              </td>
              <td>{earlier ? <ResultValue text={textOr(earlier.text)} flag={earlier.flag} brief={false} /> : '—'}</td>
              <td>{formatRange(item.range)}</td>
              {onQuote && (
                <td>
                  <Button size="small" aria-label={`引用 ${item.name}`} onClick={() => onQuote(quotationOf(item, earlier))}>
                    引用
                  </Button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
