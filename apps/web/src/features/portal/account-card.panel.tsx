import { useState } from 'react';
import { App, Button, Tag, Tooltip } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatDate, formatFullTime, NOTHING } from '../../shared/format/dates.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { type Change, CHANGES, isAllowed, MESSAGE_WORDS, type PhoneAccount, STATE_WORDS } from './phone-words.js';

const ALL = Object.keys(CHANGES) as Change[];

/** One account: whose, in which state, bound to what, on which devices; and what the office may do with it. */
export function AccountCard({ personId, account }: { personId: string; account: PhoneAccount }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Change | null>(null);
  const [busy, setBusy] = useState<Change | null>(null);
  const { contactId, state, version, obstacle } = account;
  const act = async (change: Change, reason?: string) => {
    const body = { contactId, ...(change === 'open' ? {} : { version: version ?? undefined }) };
    const at = `/beneficiaries/${personId}/account` as const;
    if (change === 'open' || change === 'enable' || change === 'unlock') await api.request(`${at}/${change}`, { method: 'POST', body });
    else await api.request(`${at}/${change}`, { method: 'POST', body: { ...body, reason: reason ?? '' } });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(at) });
    void message.success(`已${CHANGES[change].text}`);
  };
  const press = (change: Change) => {
    if (CHANGES[change].asks) return setAsked(change);
    setBusy(change);
    act(change)
      .catch((problem: unknown) => void message.error(sentenceOf(problem)))
      .finally(() => setBusy(null));
  };
  const sends = (change: Change) => change === 'open' || change === 'reset' || change === 'enable';
  return (
    <section className="patient-card phone-card" aria-label={contactId ? `代理人 ${account.name}` : '本人'}>
      <h2>
        {contactId ? `代理人：${account.name}（${account.relation ?? ''}）` : `本人：${account.name}`}{' '}
        <Tag color={STATE_WORDS[state].color}>{STATE_WORDS[state].text}</Tag>
      </h2>
      <Facts account={account} />
      <Devices account={account} />
      {obstacle && state === 'none' && <p className="weak">不能开通：{obstacle}</p>}
      {can('beneficiary:account') && (
        <div className="phone-acts">
          {ALL.filter((change) => isAllowed(change, state)).map((change) => (
            <Tooltip key={change} title={sends(change) ? obstacle : null}>
              <Button
                size="small"
                type={change === 'open' ? 'primary' : 'default'}
                danger={change === 'disable' || change === 'unbind'}
                loading={busy === change}
                disabled={sends(change) && obstacle !== null}
                onClick={() => press(change)}
              >
                {CHANGES[change].text}
              </Button>
            </Tooltip>
          ))}
        </div>
      )}
      {asked && (
        <ReasonDialog
          title={`${CHANGES[asked].text}手机端账户：${account.name}`}
          text={CHANGES[asked].asks}
          okText={CHANGES[asked].text}
          danger={asked !== 'reset'}
          onOk={(reason) => act(asked, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Facts({ account }: { account: PhoneAccount }) {
  const rights = [account.seesAppointments && '看预约', account.books && '代预约', account.readsReports && '看报告'].filter(Boolean).join('、');
  const facts: readonly (readonly [string, string])[] = [
    ['登记手机号', account.phone ?? NOTHING],
    ['已绑定手机', account.boundPhone ? `${account.boundPhone}${account.phoneChanged ? '（登记号码已变更，绑定失效，请重置）' : ''}` : '未绑定'],
    ['微信', account.wechatName ?? '未绑定'],
    ...(account.contactId
      ? ([
          ['代理权限', rights || '无'],
          ['有效期至', `${account.validUntil ? formatDate(account.validUntil) : '长期'}${account.expired ? '（不在有效期）' : ''}`],
        ] as const)
      : []),
    ['激活时间', account.activatedAt ? formatFullTime(account.activatedAt) : NOTHING],
    ['最近使用', account.lastUsedAt ? formatFullTime(account.lastUsedAt) : NOTHING],
    ['激活短信', account.messageState ? `${MESSAGE_WORDS[account.messageState]} ${formatFullTime(account.messageAt)}` : NOTHING],
    ...(account.lockedUntil ? ([['锁定至', `${formatFullTime(account.lockedUntil)}（多次输错激活码）`]] as const) : []),
    ...(account.stateReason ? ([['原因', account.stateReason]] as const) : []),
  ];
  return (
    <dl className="phone-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Devices({ account }: { account: PhoneAccount }) {
  if (account.devices.length === 0) return null;
  return (
    <ul className="phone-devices" aria-label="已登录的设备">
      {account.devices.map(({ id, device, startedAt, lastUsedAt }) => (
        <li key={id}>
          {device} <span className="weak">登录于 {formatFullTime(startedAt)}，最近使用 {formatFullTime(lastUsedAt)}</span>
        </li>
      ))}
    </ul>
  );
}
