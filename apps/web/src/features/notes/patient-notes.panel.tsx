import { useState } from 'react';
import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Input, Select } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import { SourceBanner, UpdatedAt } from '../../shared/freshness/source-banner.js';
import { ListPager } from '../../shared/list/list-pager.js';
import { PeriodField } from '../../shared/list/period-field.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { CompareDocuments } from './compare-documents.js';
import { DocumentList } from './document-list.js';
import { DocumentView } from './document-view.js';
import { printDocuments } from './print-documents.js';
import '../../shared/list/filter.css';
import './notes.css';

const SOURCES = ['emr'];
const TOPICS = ['notes'] as const;
const PAGE_SIZE = 50;
const KEYS = ['q', 'type', 'departmentCode', 'from', 'to'] as const;

/** 病历文书: all documents of all visits at the left, one of them at the right; found by their words, compared and printed. */
export function PatientNotesPanel({ person }: { person: { readonly id: string } }) {
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [comparing, setComparing] = useState<readonly [string, string] | null>(null);
  const visitNo = params.get('visit') ?? '';
  const [q, type, departmentCode, from, to] = KEYS.map((key) => params.get(key) ?? '') as [string, string, string, string, string];
  const query = { q, type, departmentCode, from, to, visitNo, page, pageSize: PAGE_SIZE } as const;
  const answer = useApi(`/beneficiaries/${person.id}/documents`, { query, topics: TOPICS, beneficiaryId: person.id, keep: true });
  const facets = useApi(`/beneficiaries/${person.id}/document-facets`, { topics: TOPICS, beneficiaryId: person.id });
  const set = (values: Readonly<Record<string, string>>) => {
    if (!('document' in values)) setPage(1);
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [key, value] of Object.entries(values)) {
          if (value) next.set(key, value);
          else next.delete(key);
        }
        return next;
      },
      { replace: true },
    );
  };
  const opened = params.get('document') ?? answer.data?.items[0]?.id ?? null;
  const narrowed = KEYS.some((key) => params.get(key));
  const print = () =>
    printDocuments(chosen).then(
      (unprinted) => unprinted > 0 && void message.warning(`有 ${unprinted} 份原件（如 PDF）不能合并打印，请打开后单独打印。`),
      (error: unknown) => void message.error({ content: `没有打印：${sentenceOf(error)}`, duration: 0 }),
    );
  return (
    <div className="part-page">
      <SourceBanner sources={SOURCES} />
      {visitNo && (
        <p className="part-tools" role="status">
          只看就诊 {visitNo} 的病历文书 <Button onClick={() => set({ visit: '', document: '' })}>查看全部就诊</Button>
        </p>
      )}
      <div className="part-tools" role="search" aria-label="筛选病历文书">
        <Input.Search
          key={q}
          aria-label="检索正文"
          placeholder="检索正文或标题"
          allowClear
          maxLength={64}
          defaultValue={q}
          style={{ width: '15rem' }}
          onSearch={(text) => set({ q: text.trim(), document: '' })}
        />
        <Select
          aria-label="文书类型"
          allowClear
          placeholder="全部类型"
          style={{ width: '12rem' }}
          value={type || null}
          options={(facets.data?.types ?? []).map(({ code, name, count }) => ({ value: code, label: `${name} ${count}` }))}
          onChange={(code) => set({ type: code ?? '', document: '' })}
        />
        <Select
          aria-label="科室"
          allowClear
          placeholder="全部科室"
          style={{ width: '11rem' }}
          value={departmentCode || null}
          options={(facets.data?.departments ?? []).map(({ code, name, count }) => ({ value: code, label: `${name} ${count}` }))}
          onChange={(code) => set({ departmentCode: code ?? '', document: '' })}
        />
        <div className="document-period">
          <PeriodField label="签名日期" from={from} to={to} onChange={([a, b]) => set({ from: a, to: b, document: '' })} />
        </div>
        <Button disabled={chosen.length !== 2} onClick={() => setComparing([chosen[0]!, chosen[1]!])}>
          对比{chosen.length === 2 ? '' : '（选两份）'}
        </Button>
        <Button icon={<PrinterOutlined />} disabled={chosen.length === 0} onClick={() => void print()}>
          打印{chosen.length > 0 && ` ${chosen.length} 份`}
        </Button>
      </div>
      <Answered answer={answer} rows={10}>
        {({ items, total, totalIsExact }) =>
          items.length === 0 ? (
            <Nothing visitNo={visitNo} narrowed={narrowed} onClear={() => set(Object.fromEntries(KEYS.map((key) => [key, ''])))} />
          ) : (
            <>
              <div className="documents">
                <DocumentList
                  documents={items}
                  opened={opened}
                  chosen={new Set(chosen)}
                  sought={q}
                  onOpen={(id) => set({ document: id })}
                  onChoose={(id, on) => setChosen((now) => (on ? [...now, id] : now.filter((one) => one !== id)))}
                />
                <div className="document-view" tabIndex={0} role="group" aria-label="文书内容">
                  {opened && <DocumentView id={opened} personId={person.id} sought={q} />}
                </div>
              </div>
              <div className="patient-foot">
                <UpdatedAt sources={SOURCES} readAt={answer.dataUpdatedAt} />
                <ListPager total={total} totalIsExact={totalIsExact} page={page} pageSize={PAGE_SIZE} count={items.length} onTurn={setPage} />
              </div>
            </>
          )
        }
      </Answered>
      {comparing && <CompareDocuments ids={comparing} personId={person.id} onClose={() => setComparing(null)} />}
    </div>
  );
}

function Nothing({ visitNo, narrowed, onClear }: { visitNo: string; narrowed: boolean; onClear: () => void }) {
  if (!narrowed && !visitNo) return <NoSuchRecords what="病历文书" sources={SOURCES} />;
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        ∅
      </span>
      <b>{narrowed ? '没有符合条件的病历文书' : '本次就诊无病历文书'}</b>
      {narrowed && <Button onClick={onClear}>清空条件</Button>}
    </div>
  );
}
