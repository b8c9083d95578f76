import { useState } from 'react';
import { Checkbox } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { ResultValue, isAbnormal } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { formatRange } from '../../shared/format/ranges.js';
import { Answered } from '../../shared/problem/answered.js';
import { ITEM_STATES, type CheckupCompare } from './checkups.js';
import './checkups.css';

type Row = CheckupCompare['rows'][number];

/** 历年对比: items in rows, check-ups in columns, what is out of order first; each unit is a row of its own. */
export function ComparePanel({ personId }: { personId: string }) {
  const [onlyAbnormal, setOnlyAbnormal] = useState(false);
  const answer = useApi(`/beneficiaries/${personId}/checkups/compare`, { topics: ['checkups'], beneficiaryId: personId });
  return (
    <Answered answer={answer} rows={8}>
      {(compare) => (
        <section aria-label="历年对比">
          <p>
            <Checkbox checked={onlyAbnormal} onChange={({ target }) => setOnlyAbnormal(target.checked)}>
              只看曾有异常的项目
            </Checkbox>{' '}
            <span className="weak">最近一次异常的在前；同一项目换了单位的分行列出，不作换算。</span>
          </p>
          <Matrix compare={compare} onlyAbnormal={onlyAbnormal} />
        </section>
      )}
    </Answered>
  );
}

function Matrix({ compare: { items, rows }, onlyAbnormal }: { compare: CheckupCompare; onlyAbnormal: boolean }) {
  const shown = onlyAbnormal ? rows.filter(({ values }) => values.some((value) => isAbnormal(value?.flag))) : rows;
  if (!items.length) return <p className="weak">还没有可对比的体检。</p>;
  return (
    <div className="compare" tabIndex={0} role="group" aria-label="历年体检对比表">
      <table>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">单位</th>
            <th scope="col">参考区间</th>
            {items.map(({ id, year, checkupDate, revision }) => (
              <th key={id} scope="col">
                {year} 年
                <br />
                <span className="weak">
                  {formatDate(checkupDate)}
                  {revision > 1 && ' 已更正'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Line key={`${row.code}/${row.unit}`} row={row} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="weak">没有曾出现异常的项目。</p>}
    </div>
  );
}

function Line({ row: { name, unit, unitChanged, values } }: { row: Row }) {
  return (
    <tr>
      <th scope="row">
        {name}
        {unitChanged && <span className="weak">（另有其他单位）</span>}
      </th>
      <td>{unit}</td>
      <td>{formatRange(values.find((value) => value?.range)?.range ?? null)}</td>
      {values.map((value, index) => (
        <td key={index} className={isAbnormal(value?.flag) ? 'compare-abnormal' : undefined}>
          {!value ? (
            <span className="weak" title="这次体检没有此项">
              —
            </span>
          ) : value.state === 'done' ? (
            <ResultValue text={textOr(value.text)} flag={value.flag} />
          ) : (
            <span className="tag tag-off">{ITEM_STATES[value.state]}</span>
          )}
        </td>
      ))}
    </tr>
  );
}
