import { useEffect, useState } from 'react';
import { Select } from 'antd';
import { useApi } from '../api/api.js';
import { PersonCell } from '../format/people.js';

const WAIT_MS = 200;
const isEnough = (text: string) => /\p{Script=Han}/u.test(text) || text.length >= 2;

/** People of the roster as one types, after a moment of rest. */
function useFound() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed.trim()), WAIT_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const { data, isFetching } = useApi('/search/people', {
    query: { q: asked },
    enabled: isEnough(asked),
    keep: true,
  });
  return { asked, setTyped, isFetching, people: data?.items ?? [] };
}

/** Finds one person of the roster by anything at hand; the value is his id. */
export function PersonSelect({ value, onChange }: { value?: string; onChange?: (id: string) => void }) {
  const { asked, setTyped, isFetching, people } = useFound();
  const options = people.map((person) => ({
    value: person.beneficiaryId,
    label: (
      <>
        <PersonCell {...person} /> <span className="weak">{person.workUnit}</span>
      </>
    ),
  }));
  return (
    <Select
      aria-label="保健对象"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      onChange={onChange}
      options={options}
      loading={isFetching}
      placeholder="姓名、拼音首字母、手机或证件后 4 位"
      notFoundContent={isEnough(asked) ? (isFetching ? '正在搜索…' : '没有找到') : '输入 1 个汉字或 2 个字符开始搜索'}
    />
  );
}

interface PeopleProps {
  readonly value?: readonly string[];
  readonly onChange?: (ids: string[]) => void;
  /** Names of those already chosen, by id. */
  readonly known?: Readonly<Record<string, string>>;
}

/** Finds several people of the roster; the value is their ids. */
export function PeopleSelect({ value = [], onChange, known = {} }: PeopleProps) {
  const { asked, setTyped, isFetching, people } = useFound();
  const [names, setNames] = useState(known);
  const found = people.map((person) => ({ value: person.beneficiaryId, label: person.name }));
  const chosen = value.filter((id) => !found.some((one) => one.value === id)).map((id) => ({ value: id, label: names[id] ?? '已选对象' }));
  return (
    <Select<string[]>
      mode="multiple"
      aria-label="涉及对象"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={[...value]}
      options={[...chosen, ...found]}
      loading={isFetching}
      placeholder="姓名、拼音首字母、手机或证件后 4 位"
      notFoundContent={isEnough(asked) ? (isFetching ? '正在搜索…' : '没有找到') : '输入 1 个汉字或 2 个字符开始搜索'}
      onChange={(ids) => {
        setNames({ ...names, ...Object.fromEntries(found.map((one) => [one.value, one.label])) });
        onChange?.(ids);
      }}
    />
  );
}
