import type { Schema } from '@cadre/api-client/typed-paths';

export type PhoneAccount = Schema<'PhoneAccountRow'>;
export type PhoneAct = Schema<'PhoneActRow'>;

export const STATE_WORDS: Readonly<Record<PhoneAccount['state'], { readonly text: string; readonly color: string }>> = {
  none: { text: '未开通', color: 'default' },
  invited: { text: '待激活', color: 'gold' },
  active: { text: '已开通', color: 'green' },
  disabled: { text: '停用', color: 'default' },
  locked: { text: '锁定', color: 'red' },
};

export const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  waiting: '等待发送', taken: '已交短信网关', used: '已使用', withdrawn: '已作废', expired: '已过期',
};

export const ACT_WORDS: Readonly<Record<PhoneAct['act'], string>> = { 'sign-in': '激活并登录', list: '查看收到的健康档案', read: '打开健康档案', download: '下载健康档案' };

/** What the office may do, and where it asks why. */
export const CHANGES = {
  open: { text: '开通', asks: null, when: ['none'] },
  enable: { text: '恢复使用', asks: null, when: ['disabled'] },
  unlock: { text: '解锁', asks: null, when: ['locked'] },
  reset: { text: '重置', asks: '所有设备立即退出登录，原绑定作废，并重新发送激活短信。', when: ['invited', 'active', 'locked'] },
  unbind: { text: '解绑', asks: '解除手机号与微信的绑定，所有设备立即退出登录。以后需要重新开通。', when: ['active', 'disabled', 'invited', 'locked'] },
  disable: { text: '停用', asks: '所有设备立即退出登录，停用期间不能登录。可以随时恢复。', when: ['active', 'invited', 'locked'] },
} as const satisfies Record<string, { text: string; asks: string | null; when: readonly PhoneAccount['state'][] }>;
export type Change = keyof typeof CHANGES;

export const isAllowed = (change: Change, state: PhoneAccount['state']): boolean => (CHANGES[change].when as readonly string[]).includes(state);
