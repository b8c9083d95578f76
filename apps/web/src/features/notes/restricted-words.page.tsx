import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Button, Form, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { NoRight } from '../../shared/list/list-states.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import './notes.css';

type Word = Schema<'RestrictedWordRow'>;

const NOTE =
  '病历文书的类型、标题或科室中出现其中任何一个词（不分大小写），即为限制类文书：只有角色中有“查看限制类病历文书”权限的人能看到它，其他人在列表、搜索、打印中都看不到。增减立即生效，并记入审计。';

const again = () => queries.invalidateQueries({ queryKey: ['/restricted-words'] });

/** 限制词: what makes a document a restricted one. */
export function RestrictedWordsPage() {
  const { can } = useAccess();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Word | null>(null);
  const allowed = can('clearance:words');
  const answer = useApi('/restricted-words', { enabled: allowed });
  if (!allowed) return <NoRight />;
  async function add(values: { word: string; reason: string }): Promise<void> {
    await api.request('/restricted-words', { method: 'POST', body: values });
    await again();
  }
  async function remove(word: Word, reason: string): Promise<void> {
    await api.request(`/restricted-words/${word.id}/remove`, { method: 'POST', body: { reason } });
    await again();
  }
  return (
    <section className="list-page">
      <PageHead title="限制词">
        <Button type="primary" onClick={() => setAdding(true)}>
          添加限制词
        </Button>
      </PageHead>
      <p className="weak">{NOTE}</p>
      <div className="list-body">
        <div className="list-scroll" tabIndex={0} role="group" aria-label="限制词">
          <Answered answer={answer} rows={8}>
            {({ items }) =>
              items.length === 0 ? (
                <p role="status">现在没有限制词：所有能看病历文书的人都能看到全部文书。</p>
              ) : (
                <Words words={items} onRemove={setLeaving} />
              )
            }
          </Answered>
        </div>
      </div>
      <DrawerForm<{ word: string; reason: string }> open={adding} title="添加限制词" onSave={add} onClose={() => setAdding(false)} width={480}>
        <Form.Item
          name="word"
          label="词语"
          extra="如：心理、艾滋。太短或太常见的词会把普通病历也限制起来"
          rules={[{ required: true, whitespace: true, message: '请填写词语' }, { min: 2, message: '请至少写 2 个字' }]}
        >
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因，至少 2 个字' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </DrawerForm>
      {leaving && (
        <ReasonDialog
          title={`移除限制词“${leaving.word}”`}
          text="只因这个词受限的文书，移除后所有能看病历文书的人都能看到。"
          okText="移除"
          danger
          onOk={(reason) => remove(leaving, reason)}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

function Words({ words, onRemove }: { words: readonly Word[]; onRemove: (word: Word) => void }) {
  return (
    <table className="words-table">
      <caption className="sr-only">限制词</caption>
      <HeadRow titles={['词语', '添加人', '添加时间', '操作']} />
      <tbody>
        {words.map((word) => (
          <tr key={word.id}>
            <th scope="row">{word.word}</th>
            <td>{word.addedBy === 'system' ? '系统预置' : word.addedBy}</td>
            <td>{formatFullTime(word.addedAt)}</td>
            <td>
              <Button type="link" size="small" onClick={() => onRemove(word)} aria-label={`移除${word.word}`}>
                移除
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
