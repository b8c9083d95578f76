import { useState } from 'react';
import { App, Button, Input, Popover, Segmented } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Use = 'own' | 'department';
const USES = [
  { value: 'own', label: '仅本人' },
  { value: 'department', label: '本科室共用' },
] as const;

/** 常用语: a click puts one into the text; one's own are kept here. `chosen` is what is marked in the text. */
export function SnippetsPanel({ onUse, chosen }: { onUse: (text: string) => void; chosen: () => string }) {
  const { data } = useApi('/summary-snippets');
  const { message } = App.useApp();
  const again = () => void queries.invalidateQueries({ queryKey: ['/summary-snippets'] });
  const remove = (id: string) =>
    api
      .request(`/summary-snippets/${id}`, { method: 'DELETE' })
      .then(again)
      .catch((error: unknown) => void message.error(sentenceOf(error)));
  return (
    <div className="snippets" role="group" aria-label="常用语">
      <span className="weak">常用语</span>
      {data?.items.map(({ id, title, text, use, mine }) => (
        <span key={id} className="snippet">
          <Button size="small" title={text} onClick={() => onUse(text)}>
            {title}
            {use === 'department' && <span className="weak">（科室）</span>}
          </Button>
          {mine && (
            <button type="button" className="quiet weak" aria-label={`删除常用语 ${title}`} onClick={() => void remove(id)}>
              ×
            </button>
          )}
        </span>
      ))}
      <NewSnippet chosen={chosen} onMade={again} />
    </div>
  );
}

function NewSnippet({ chosen, onMade }: { chosen: () => string; onMade: () => void }) {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [use, setUse] = useState<Use>('own');
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    try {
      await api.request('/summary-snippets', { method: 'POST', body: { title: title.trim(), text: text.trim(), use } });
      setOpen(false);
      setTitle('');
      setProblem(null);
      onMade();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <Popover
      open={open}
      trigger="click"
      title="存为常用语"
      onOpenChange={(next) => {
        if (next) setText(chosen());
        setOpen(next);
      }}
      content={
        <div className="new-snippet">
          <Input aria-label="常用语名称" placeholder="名称，如 低盐饮食" maxLength={40} value={title} onChange={({ target }) => setTitle(target.value)} />
          <Input.TextArea aria-label="常用语内容" rows={3} maxLength={1000} value={text} onChange={({ target }) => setText(target.value)} />
          <Segmented<Use> options={[...USES]} value={use} onChange={setUse} />
          {problem && <p className="flag">{problem}</p>}
          <Button type="primary" disabled={!title.trim() || !text.trim()} onClick={() => void save()}>
            保存
          </Button>
        </div>
      }
    >
      <Button size="small" type="dashed">
        ＋ 存为常用语
      </Button>
    </Popover>
  );
}
