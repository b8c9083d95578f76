import { useState } from 'react';
import { App, Button } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Candidate } from './candidate.js';

const UNDO_SECONDS = 10;
const DONE = { confirm: '已确认', reject: '已否定' } as const;

const readAgain = () =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/match-candidates') });

/** Sends a decision and offers to take it back for ten seconds. Resolves whether it was taken. */
export function useDecision() {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(path: string, body: object): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      await api.request(`/match-candidates/${path}`, { method: 'POST', body });
      return true;
    } catch (error) {
      setProblem(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
      void readAgain();
    }
  }
  async function undo(id: string): Promise<void> {
    message.destroy(id);
    try {
      await api.request(`/match-candidates/${id}/undo`, { method: 'POST', body: {} });
      void message.info('已撤销，回到待处理');
    } catch (error) {
      void message.error({
        content: sentenceOf(error),
        duration: 0,
        key: `undo ${id}`,
        onClick: () => message.destroy(`undo ${id}`),
      });
    }
    void readAgain();
  }
  async function decide({ id, sourcePerson }: Candidate, act: 'confirm' | 'reject', body: object): Promise<boolean> {
    const taken = await send(`${id}/${act}`, body);
    if (taken) {
      const content = (
        <>
          {DONE[act]}：{sourcePerson.name}{' '}
          <Button type="link" size="small" onClick={() => void undo(id)}>
            撤销
          </Button>
        </>
      );
      void message.success({ content, duration: UNDO_SECONDS, key: id });
    }
    return taken;
  }
  return { decide, undo, busy, problem };
}
