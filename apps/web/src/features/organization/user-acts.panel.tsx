import { useState } from 'react';
import { App, Button, Dropdown } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import type { CreatedUser, User } from './user-words.js';

type Asked = 'disable' | 'close' | 'reset-password';

const ASKED: Readonly<Record<Asked, { title: string; okText: string; text: string; danger?: boolean }>> = {
  disable: { title: '停用账号', okText: '停用', danger: true, text: '停用后立即下线，不能登录，可以再启用。' },
  close: {
    title: '注销账号',
    okText: '注销',
    danger: true,
    text: '注销不能恢复：密码、二次验证、移动身份、角色、科室和工号对照都会清除，账号名不再使用；姓名保留在历史记录中。请先确认该账号手上的工作已经交接。',
  },
  'reset-password': {
    title: '重置密码',
    okText: '重置并发放口令',
    text: '原密码立即失效，全部会话下线；系统随机生成一次性口令，本人首次登录时必须修改。',
  },
};

interface Props {
  readonly user: User;
  readonly onSecret: (made: CreatedUser, name: string) => void;
  readonly onChange: () => void;
  readonly onBind: () => void;
}

/** Everything that can be done to one account, by its state. */
export function UserActs({ user, onSecret, onChange, onBind }: Props) {
  const { can, me } = useAccess();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!can('user:write') || user.status === 'closed') return null;
  const done = (text: string) => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/users') });
    void message.success(text);
  };
  const at = async (act: 'enable' | 'unlock', text: string) => {
    try {
      await api.request(`/users/${user.id}/${act}`, { method: 'POST' });
      done(text);
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  const ask = async (act: Asked, reason: string) => {
    if (act === 'reset-password') {
      onSecret(await api.request(`/users/${user.id}/reset-password`, { method: 'POST', body: { reason } }), user.name);
      return done('密码已重置');
    }
    await api.request(`/users/${user.id}/${act}`, { method: 'POST', body: { reason } });
    done(act === 'close' ? '账号已注销' : '账号已停用');
  };
  const own = user.id === me.id;
  const items = [
    { key: 'change', label: '修改资料', onClick: onChange },
    ...(own ? [] : [{ key: 'bind', label: '调整科室', onClick: onBind }]),
    ...(user.lockedUntil ? [{ key: 'unlock', label: '解除锁定', onClick: () => void at('unlock', '已解除锁定') }] : []),
    ...(own || user.status === 'disabled'
      ? []
      : [{ key: 'reset', label: user.status === 'pending' ? '开通并发放口令' : '重置密码', onClick: () => setAsked('reset-password') }]),
    ...(own ? [] : [{ key: 'close', label: '注销', danger: true, onClick: () => setAsked('close') }]),
  ];
  return (
    // Menus and dialogs stand elsewhere on the page, but their clicks come up through the row, which would open the account.
    <span onClick={(event) => event.stopPropagation()}>
      {user.status === 'disabled' && (
        <Button type="link" size="small" onClick={() => void at('enable', '账号已启用')}>
          启用
        </Button>
      )}
      {!own && user.status !== 'disabled' && (
        <Button type="link" size="small" onClick={() => setAsked('disable')}>
          停用
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="link" size="small">
          更多 ▾
        </Button>
      </Dropdown>
      {asked && (
        <ReasonDialog {...ASKED[asked]} title={`${ASKED[asked].title}：${user.name}（${user.username}）`} onOk={(reason) => ask(asked, reason)} onClose={() => setAsked(null)} />
      )}
    </span>
  );
}
