import { useEffect, useMemo, useState } from 'react';
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Radio, Select } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { EmptyList, ListSkeleton, NoRight } from '../../shared/list/list-states.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { DEFAULT_SIZE, pageSizeIn } from '../../shared/list/list-url.js';
import '../../shared/list/list.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { CANDIDATE_STATUS, sourceName, type CandidateStatus } from './candidate.js';
import { CandidateQueue } from './candidate-queue.panel.js';
import './matching.css';
import { MatchDecision } from './match-decision.panel.js';

const SOURCES: readonly string[] = ['his'];
const NOTE =
  '证件号等强证据一致的已自动关联；这里是证据不足、互相矛盾，或名册外但有保健标志的患者。把握大的排在前面。被否定的一对不会再出现；每个决定都留痕，可以撤销。';

/** 待匹配与冲突: what only a person can decide, one pair at a time, by mouse or by Y, N and S. */
export function MatchingPage() {
  const [params, setParams] = useSearchParams();
  const status = (params.get('status') ?? 'open') as CandidateStatus;
  const source = params.get('source') ?? '';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const pageSize = pageSizeIn(params);
  const { data, error, isPending, isFetching, refetch } = useApi('/match-candidates', {
    query: { status, source, page, pageSize },
    topics: ['matching'],
    keep: true,
  });
  const items = useMemo(() => data?.items ?? [], [data]);
  const systems = [...new Set([...items.map((candidate) => candidate.source), ...(source ? [source] : [])])];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === chosenId),
  );
  const chosen = items[at];
  // The one in view stays chosen when the list is read again without it: its place is taken by the next.
  const [lastAt, setLastAt] = useState(0);
  useEffect(() => {
    if (items.length && !items.some(({ id }) => id === chosenId))
      setChosenId(items[Math.min(lastAt, items.length - 1)]?.id ?? null);
    else setLastAt(at);
  }, [items, chosenId, at, lastAt]);

  const change = (next: Record<string, string>) =>
    setParams((before) => {
      const search = new URLSearchParams(before);
      for (const [name, value] of Object.entries(next)) {
        if (value) search.set(name, value);
        else search.delete(name);
      }
      return search;
    });
  const skip = () => setChosenId(items[(at + 1) % items.length]?.id ?? null);
  if (error?.status === 403) return <NoRight />;
  return (
    <section className="list-page">
      <PageHead title="待匹配与冲突" note={NOTE}>
        <div className="list-tools">
          <Radio.Group
            optionType="button"
            value={status}
            onChange={({ target }) => change({ status: target.value === 'open' ? '' : String(target.value), page: '' })}
            aria-label="状态"
            options={Object.entries(CANDIDATE_STATUS).map(([value, label]) => ({
              value,
              label: value === 'open' && status === 'open' && data ? `${label} ${data.total}` : label,
            }))}
          />
          <Select
            aria-label="来源"
            value={source || null}
            allowClear
            placeholder="全部来源"
            style={{ width: 120 }}
            options={systems.map((value) => ({ value, label: sourceName(value) }))}
            onChange={(value: string | null) => change({ source: value ?? '', page: '' })}
          />
          <Button icon={<ReloadOutlined spin={isFetching} />} onClick={() => void refetch()}>
            刷新
          </Button>
        </div>
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <ListSkeleton rows={8} />}
      {data && !chosen && (
        <EmptyList
          filtered={status !== 'open' || source !== ''}
          sources={SOURCES}
          onClear={() => setParams({})}
          emptyAction={<p className="weak">没有等待人工处理的记录，各来源的患者都已识别。</p>}
        />
      )}
      {chosen && (
        <div className="matching-body">
          <aside className="matching-queue">
            <CandidateQueue items={items} chosen={chosen.id} onChoose={setChosenId} />
            {data && data.total > pageSize && (
              <ListPager
                total={data.total}
                totalIsExact={data.totalIsExact}
                page={page}
                pageSize={pageSize}
                count={items.length}
                onTurn={(to, size = pageSize) =>
                  change({ page: to === 1 ? '' : String(to), pageSize: size === DEFAULT_SIZE ? '' : String(size) })
                }
              />
            )}
          </aside>
          <MatchDecision key={`${chosen.id} ${chosen.status}`} candidate={chosen} onSkip={skip} />
        </div>
      )}
    </section>
  );
}
