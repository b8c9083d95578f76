import { useEffect, useState } from 'react';
import { App, Button, Drawer } from 'antd';
import { api, useApi } from '../api/api.js';
import { ProblemAlert } from '../problem/problem-alert.js';
import { sentenceOf } from '../problem/sentence.js';
import { KeepFilterForm } from './keep-filter.js';
import { draftOfQuery, isFinished, queryOfDraft } from './query-draft.js';
import { QueryGroup } from './query-group.js';
import { keepFilter, type SavedFilter } from './use-saved-filters.js';
import './query.css';

const SAY_AFTER_MS = 400;

interface Props {
  readonly list: string;
  /** The values of the list's ordinary filters, kept with a named filter. */
  readonly filters: Readonly<Record<string, string>>;
  readonly start: SavedFilter | undefined;
  readonly onClose: () => void;
  /** The filter that the list is to show. */
  readonly onApply: (filter: SavedFilter) => void;
}

/** Composes a nested query, says it as a sentence while it is composed, and keeps it by name. */
export function QueryBuilder({ list, filters, start, onClose, onApply }: Props) {
  const { message } = App.useApp();
  const catalogue = useApi(`/query-fields/${list}`, { staleTime: 600_000 });
  const [draft, setDraft] = useState(() => draftOfQuery(start?.query ?? null));
  const [busy, setBusy] = useState(false);
  const [naming, setNaming] = useState(false);
  const query = queryOfDraft(draft);
  const finished = isFinished(draft);
  const said = useSentence(list, finished ? query : null);
  const ready = query !== null && finished && !said.problem;
  /** The list's own filters are worth a name too. */
  const keepable = finished && !said.problem && (query !== null || Object.keys(filters).some((name) => name !== 'scheme' && filters[name]));

  const apply = async (): Promise<void> => {
    if (!query) return;
    setBusy(true);
    try {
      onApply(await keepFilter({ list, filters, query }));
      onClose();
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open
      title="高级查询"
      size={820}
      onClose={onClose}
      footer={
        <div className="query-acts">
          <Button onClick={onClose}>取消</Button>
          <Button disabled={!keepable} onClick={() => setNaming(true)}>
            保存为方案
          </Button>
          <Button type="primary" loading={busy} disabled={!ready} onClick={() => void apply()}>
            查询
          </Button>
        </div>
      }
    >
      {catalogue.error && <ProblemAlert error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
      <p className="weak">条件与列表上方的筛选同时生效；只会查到您有权查看的记录。</p>
      {catalogue.data && <QueryGroup fields={catalogue.data.items} group={draft} depth={1} onChange={setDraft} />}
      <p className={said.problem ? 'query-said query-wrong' : 'query-said'} role="status">
        {said.problem ?? (!finished ? '有条件还没有填完整。' : said.sentence ? `查询：${said.sentence}` : '请添加条件；也可以把列表上方现有的筛选直接保存为方案。')}
      </p>
      {naming && (
        <KeepFilterForm
          list={list}
          filters={filters}
          query={query}
          start={start}
          roles={catalogue.data?.roles ?? []}
          onClose={() => setNaming(false)}
          onKept={(kept) => {
            onApply(kept);
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}

/** The query in words, or why it is not one yet; asked of the server when nothing was changed for a moment. */
function useSentence(list: string, query: Record<string, unknown> | null): { sentence: string; problem: string | null } {
  const asked = JSON.stringify(query);
  const [said, setSaid] = useState({ asked: '', sentence: '', problem: null as string | null });
  useEffect(() => {
    if (asked === 'null') return undefined;
    let current = true;
    const timer = window.setTimeout(() => {
      api.request('/query-sentences', { method: 'POST', body: { list, query: JSON.parse(asked) as Record<string, unknown> } }).then(
        ({ sentence }) => current && setSaid({ asked, sentence, problem: null }),
        (error: unknown) => current && setSaid({ asked, sentence: '', problem: sentenceOf(error) }),
      );
    }, SAY_AFTER_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [asked, list]);
  return said.asked === asked ? said : { sentence: asked === 'null' ? '' : '…', problem: null };
}
