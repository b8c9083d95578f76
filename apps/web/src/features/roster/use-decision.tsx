import { useState } from 'react';
import type { BodyOf } from '@cadre/api-client/typed-paths';
import { App, Button } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Candidate } from './candidate.js';

const UNDO_SECONDS = 10;
type Confirmation = BodyOf<`/match-candidates/${string}/confirm`, 'post'>;

const readAgain = () =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/match-candidates') });

/** Sends decisions and offers to take each back for ten seconds. Both resolve whether it was taken. */
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
  async function send(id: string, ask: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    message.destroy(`refused ${id}`);
    const taken = await ask().then(
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
    if (await send(id, () => api.request(`/match-candidates/${id}/undo`, { method: 'POST' })))
      void message.info('已撤销，回到待处理');
  }
  async function decide({ id, sourcePerson }: Candidate, done: string, ask: () => Promise<unknown>): Promise<boolean> {
    const taken = await send(id, ask);
    if (taken) {
      const content = (
        <>
          {done}：{sourcePerson.name}{' '}
          <Button type="link" size="small" onClick={() => void undo(id)}>
            撤销
          </Button>
        </>
      );
      void message.success({ content, duration: UNDO_SECONDS, key: id });
    }
    return taken;
  }
  const confirm = (candidate: Candidate, body: Confirmation) =>
    decide(candidate, '已确认', () =>
      api.request(`/match-candidates/${candidate.id}/confirm`, { method: 'POST', body }),
    );
  const reject = (candidate: Candidate, reason: string) =>
    decide(candidate, '已否定', () =>
      api.request(`/match-candidates/${candidate.id}/reject`, { method: 'POST', body: { reason } }),
    );
  return { confirm, reject, undo, busy };
}
