import { App, Button } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { SessionTable } from './session-table.js';

/** 我的会话: where this account is signed in. */
export function OwnSessions() {
  const { message } = App.useApp();
  const answer = useApi('/me/sessions');
  const attempt = async (act: () => Promise<unknown>) => {
    await act().then(
      () => message.success('已下线'),
      (error: unknown) => message.error(sentenceOf(error)),
    );
    void answer.refetch();
  };
  const end = (id: string) => attempt(() => api.request(`/me/sessions/${id}`, { method: 'DELETE' }));
  return (
    <section className="security-part security-wide" aria-label="我的会话">
      <h2>我的会话</h2>
      <Answered answer={answer} rows={2}>
        {({ items }) => (
          <>
            <SessionTable sessions={items} caption="我的会话" onEnd={({ id }) => void end(id)} />
            {items.length > 1 && (
              <div className="security-acts">
                <Button onClick={() => void attempt(() => api.request('/me/sessions/end-others', { method: 'POST' }))}>下线其他全部会话</Button>
              </div>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
