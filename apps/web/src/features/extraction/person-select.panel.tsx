import { useEffect, useState } from 'react';
import { Select } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { PersonCell } from '../../shared/format/people.js';

const WAIT_MS = 200;
const isEnough = (text: string) => /\p{Script=Han}/u.test(text) || text.length >= 2;

/** Finds one person of the roster by anything at hand; the value is his id. */
export function PersonSelect({ value, onChange }: { value?: string; onChange?: (id: string) => void }) {
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
  const options = (data?.items ?? []).map((person) => ({
    value: person.beneficiaryId,
    label: (
      <>
        <PersonCell {...person} /> <span className="weak">{person.workUnit}</span>
      </>
    ),
  }));
  return (
    <Select
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
