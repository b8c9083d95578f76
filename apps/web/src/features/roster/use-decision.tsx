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

  /** Stays until it is clicked away: the pair it speaks of may be gone from the list by then. */
  const refuse = (id: string, error: unknown) =>
    void message.error({
      content: sentenceOf(error),
      duration: 0,
      key: `refused ${id}`,
      onClick: () => message.destroy(`refused ${id}`),
    });

  /** Busy until the list is read again, so that a second key does not meet the pair that was just decided. */
  async function send(id: string, act: 'confirm' | 'reject' | 'undo', body: object): Promise<boolean> {
    setBusy(true);
    message.destroy(`refused ${id}`);
    const taken = await api.request(`/match-candidates/${id}/${act}`, { method: 'POST', body }).then(
      () => true,
      (error: unknown) => {
        refuse(id, error);
        return false;
      },
    );
    await readAgain();
    setBusy(false);
    return taken;
  }
  async function undo(id: string): Promise<void> {
    message.destroy(id);
    if (await send(id, 'undo', {})) void message.info('已撤销，回到待处理');
  }
  async function decide({ id, sourcePerson }: Candidate, act: 'confirm' | 'reject', body: object): Promise<boolean> {
    const taken = await send(id, act, body);
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
  return { decide, undo, busy };
}
