import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../platform/http/live-events.js';
import { Conflict, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { Parameters } from '../../settings/parameters.port.js';
import { type Holder, holderOf, obstacleOf } from './account-holder.js';
import { Invitations } from './invitations.js';
import type { AccountChange, AccountChangeWithReason, AccountOf, ChangedAccount } from './phone-account.dto.js';
import { PHONE_STATE } from '../phone-state.port.js';

type StoredState = 'invited' | 'active' | 'disabled' | 'closed';

interface Account {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly state: StoredState;
  readonly version: number;
  readonly phoneCipher: string | null;
}

const UNBOUND = { phone_cipher: null, wechat_name: null, activated_at: null };
const FORGIVEN = { failures: 0, locked_until: null };

/** What the office does with the accounts of a person and his proxies. Codes and passwords pass by no member of staff. */
@Injectable()
export class PhoneAccountsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly parameters: Parameters,
    private readonly invitations: Invitations,
  ) {}

  /** Throws Conflict with the reason where he cannot have one, or has one. */
  open(caller: Caller, beneficiaryId: string, { contactId = null }: AccountOf): Promise<ChangedAccount> {
    return this.db.asCaller(caller, async (em) => {
      const holder = await holderOf(em, beneficiaryId, contactId);
      this.refuseUnlessEntitled(holder);
      const held = await this.lockAccount(em, holder);
      if (held && held.state !== 'closed') throw new Conflict('ACCOUNT_OPEN', '该账户已经开通，无需再次开通。请刷新后查看。');
      const account = held ?? (await this.insert(em, holder, caller.username));
      if (held) await this.write(em, held.id, { state: 'invited', state_reason: null, ...UNBOUND, ...FORGIVEN });
      await this.invitations.invite(em, account, holder.phoneCipher!);
      return this.told(em, account);
    });
  }

  /** Ends every session of the account at once. */
  disable(caller: Caller, beneficiaryId: string, change: AccountChangeWithReason): Promise<ChangedAccount> {
    return this.change(caller, beneficiaryId, change, ['invited', 'active'], async (em, account) => {
      await this.write(em, account.id, { state: 'disabled', state_reason: change.reason });
      await this.shut(em, account.id, '停用');
    });
  }

  /** He begins again with a new message: that the number is still his has to be proved anew. */
  enable(caller: Caller, beneficiaryId: string, change: AccountChange): Promise<ChangedAccount> {
    return this.change(caller, beneficiaryId, change, ['disabled'], async (em, account, holder) => {
      this.refuseUnlessEntitled(holder);
      await this.write(em, account.id, { state: 'invited', state_reason: null, ...UNBOUND, ...FORGIVEN });
      await this.invitations.invite(em, account, holder.phoneCipher!);
    });
  }

  unlock(caller: Caller, beneficiaryId: string, change: AccountChange): Promise<ChangedAccount> {
    return this.change(caller, beneficiaryId, change, ['invited', 'active'], (em, account) => this.write(em, account.id, FORGIVEN));
  }

  /** A lost or changed phone: every device is signed out, and he begins again with a new message. */
  reset(caller: Caller, beneficiaryId: string, change: AccountChangeWithReason): Promise<ChangedAccount> {
    return this.change(caller, beneficiaryId, change, ['invited', 'active'], async (em, account, holder) => {
      this.refuseUnlessEntitled(holder);
      await this.shut(em, account.id, '重置');
      await this.write(em, account.id, { state: 'invited', state_reason: change.reason, ...UNBOUND, ...FORGIVEN });
      await this.invitations.invite(em, account, holder.phoneCipher!);
    });
  }

  /** Nothing is left that he could sign in with. */
  unbind(caller: Caller, beneficiaryId: string, change: AccountChangeWithReason): Promise<ChangedAccount> {
    return this.change(caller, beneficiaryId, change, ['invited', 'active', 'disabled'], async (em, account) => {
      await this.shut(em, account.id, '解绑');
      await this.write(em, account.id, { state: 'closed', state_reason: change.reason, ...UNBOUND, ...FORGIVEN });
    });
  }

  private change(
    caller: Caller, beneficiaryId: string, { contactId = null, version }: AccountChange, from: readonly StoredState[],
    work: (em: EntityManager, account: Account, holder: Holder) => Promise<void>,
  ): Promise<ChangedAccount> {
    return this.db.asCaller(caller, async (em) => {
      const holder = await holderOf(em, beneficiaryId, contactId);
      const account = await this.lockAccount(em, holder);
      if (!account || account.state === 'closed') throw new NotFound('手机端账户');
      if (version === undefined) throw new Refusal(428, 'VERSION_NEEDED', '请先打开最新的账户状态再操作：缺少所依据的版本号。');
      if (account.version !== version) throw new Refusal(412, 'STALE_VERSION', '该账户在您打开之后已有变化，请刷新后再试。');
      if (!from.includes(account.state)) throw new Conflict('ACCOUNT_STATE', '账户的当前状态不能进行此操作，请刷新后再试。');
      await work(em, account, holder);
      return this.told(em, account);
    });
  }

  private refuseUnlessEntitled(holder: Holder): void {
    const reason = obstacleOf(holder, this.parameters.value('portal.confidential'), this.cipher);
    if (reason) throw new Conflict('NO_PHONE_ACCOUNT', reason);
  }

  private async lockAccount(em: EntityManager, { beneficiaryId, contactId }: Holder): Promise<Account | null> {
    const [account]: Account[] = await em.query(
      `select id, beneficiary_id as "beneficiaryId", confidential, state, version, phone_cipher as "phoneCipher" from phone_account
       where beneficiary_id = $1 and contact_id is not distinct from $2 for update`,
      [beneficiaryId, contactId],
    );
    return account ?? null;
  }

  private async insert(em: EntityManager, { beneficiaryId, contactId, confidential }: Holder, createdBy: string): Promise<Account> {
    const [made]: Account[] = await em.query(
      `insert into phone_account (beneficiary_id, confidential, contact_id, state, created_by) values ($1, $2, $3, 'invited', $4)
       on conflict do nothing returning id, beneficiary_id as "beneficiaryId", confidential, state, version, phone_cipher as "phoneCipher"`,
      [beneficiaryId, confidential, contactId, createdBy],
    );
    if (!made) throw new Conflict('ACCOUNT_OPEN', '该账户刚刚由他人开通，请刷新后查看。');
    return made;
  }

  private async write(em: EntityManager, id: string, columns: Readonly<Record<string, unknown>>): Promise<void> {
    const set = Object.keys(columns).map((name, i) => `${name} = $${i + 2}`);
    await em.query(`update phone_account set ${set.join(', ')}, version = version + 1, updated_at = now() where id = $1`, [id, ...Object.values(columns)]);
  }

  private async shut(em: EntityManager, accountId: string, why: string): Promise<void> {
    await em.query('update phone_session set ended_at = now(), end_reason = $2 where account_id = $1 and ended_at is null', [accountId, why]);
    await this.invitations.withdraw(em, accountId);
  }

  private async told(em: EntityManager, { id, beneficiaryId }: Account): Promise<ChangedAccount> {
    await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId }]);
    const [now]: ChangedAccount[] = await em.query(
      `select a.id, a.beneficiary_id as "beneficiaryId", ${PHONE_STATE} as state, a.version from phone_account a where a.id = $1`, [id],
    );
    return now!;
  }
}
