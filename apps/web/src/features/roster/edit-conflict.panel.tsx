import { useState } from 'react';
import { Radio } from 'antd';
import type { HookAPI } from 'antd/es/modal/useModal/index.js';
import { api } from '../../shared/api/api.js';
import { formatFullTime, NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { FIELD_NAMES, FIELDS, isSame, type PersonChange, type PersonDetail, type PersonField, valueOf } from './person-words.js';

type Choice = 'mine' | 'theirs';

/** Shows what somebody else changed meanwhile beside what was typed; null: the clerk goes back to the form. */
export async function askWhichHolds(
  modal: HookAPI, opened: PersonDetail, mine: PersonChange,
): Promise<{ version: number; change: PersonChange } | null> {
  const [now, { items: changes }] = await Promise.all([
    api.request(`/beneficiaries/${opened.id}`),
    api.request(`/beneficiaries/${opened.id}/changes`, { query: { page: 1, pageSize: 10 } }),
  ]);
  const differing = FIELDS.filter((field) => field in mine && !isSame(valueOf(now, field), valueOf(opened, field)));
  const choices = new Map<PersonField, Choice>(differing.map((field) => [field, 'mine']));
  const last = changes[0];
  const agreed = await new Promise<boolean>((resolve) => {
    modal.confirm({
      title: '这份档案已被他人修改',
      width: 760,
      okText: '按所选保存',
      cancelText: '返回继续填写',
      onOk: () => resolve(true),
      onCancel: () => resolve(false),
      content: (
        <>
          <p>
            {last ? `${last.changedBy} 于 ${formatFullTime(last.at)} 修改了 ${last.field}。` : ''}
            {differing.length === 0 ? '您修改的字段与对方的不同，可以直接保存。' : '以下字段两边都改了，请选择保留哪一个：'}
          </p>
          {differing.length > 0 && <Compare opened={opened} now={now} mine={mine} fields={differing} onChoose={(field, choice) => choices.set(field, choice)} />}
        </>
      ),
    });
  });
  if (!agreed) return null;
  const change = Object.fromEntries(Object.entries(mine).filter(([field]) => choices.get(field as PersonField) !== 'theirs'));
  return { version: now.version, change };
}

interface CompareProps {
  readonly opened: PersonDetail;
  readonly now: PersonDetail;
  readonly mine: PersonChange;
  readonly fields: readonly PersonField[];
  readonly onChoose: (field: PersonField, choice: Choice) => void;
}

function Compare({ opened, now, mine, fields, onChoose }: CompareProps) {
  const [chosen, setChosen] = useState<Partial<Record<PersonField, Choice>>>({});
  const choose = (field: PersonField, choice: Choice) => {
    setChosen((before) => ({ ...before, [field]: choice }));
    onChoose(field, choice);
  };
  return (
    <table className="person-table">
      <HeadRow titles={['字段', '您打开时', '现在', '您填写的', '保留']} />
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">{FIELD_NAMES[field]}</th>
            <td>{shown(valueOf(opened, field))}</td>
            <td>{shown(valueOf(now, field))}</td>
            <td>{shown(mine[field])}</td>
            <td>
              <Radio.Group
                size="small"
                value={chosen[field] ?? 'mine'}
                onChange={({ target }) => choose(field, target.value as Choice)}
                options={[
                  { value: 'mine', label: '我填写的' },
                  { value: 'theirs', label: '现在的' },
                ]}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  return Array.isArray(value) ? value.join('、') : String(value);
}
