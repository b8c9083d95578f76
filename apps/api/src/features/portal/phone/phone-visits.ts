import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { type PhoneAct, type PhoneVisitor, PhoneVisitors, type PhoneVisitorSource } from '../../archive/phone-visitors.port.js';
import { Parameters } from '../../settings/parameters.port.js';
import { IN_PERIOD, IS_PROXY, sameNumber } from '../accounts/account-holder.js';
import { tokenHash } from './token-hash.js';

interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly readsReports: boolean;
  readonly bound: string | null;
  readonly current: string | null;
}

/** Who sits at a phone: asked at every request, so that nothing outlives the account, the care or the proxy's rights. */
@Injectable()
export class PhoneVisits implements PhoneVisitorSource, OnModuleInit {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly parameters: Parameters,
    private readonly visitors: PhoneVisitors,
  ) {}

  onModuleInit(): void {
    this.visitors.offer(this);
  }

  visitorOf(token: string): Promise<PhoneVisitor | null> {
    return this.db.asSystem('phone', (em) => this.visitorIn(em, token));
  }

  /** A session counts while its account is active, its person in care, and the number that was proved is still the one on the roster. */
  async visitorIn(em: EntityManager, token: string): Promise<PhoneVisitor | null> {
    const [session]: Session[] = await em.query(
      `select s.id, a.id as "accountId", a.beneficiary_id as "beneficiaryId", b.confidential, a.phone_cipher as bound,
         coalesce(c.phone_cipher, i.cipher) as current, a.contact_id is null or c.reads_reports as "readsReports"
       from phone_session s join phone_account a on a.id = s.account_id join beneficiary b on b.id = a.beneficiary_id
         left join person_contact c on c.id = a.contact_id
         left join beneficiary_identifier i on a.contact_id is null and i.beneficiary_id = b.id and i.kind = 'PHONE'
       where s.token_hash = $1 and s.ended_at is null and s.expires_at > now() and a.state = 'active' and b.status = 'active'
         and (a.contact_id is null or (${IS_PROXY} and ${IN_PERIOD}))`,
      [tokenHash(token)],
    );
    if (!session || !sameNumber(this.cipher, session.bound, session.current)) return null;
    if (session.confidential && !this.parameters.value('portal.confidential')) return null;
    await em.query(`update phone_session set last_used_at = now() where id = $1 and last_used_at < now() - interval '1 minute'`, [session.id]);
    return { account: session.accountId, beneficiaryIds: session.readsReports ? [session.beneficiaryId] : [] };
  }

  async readiness(em: EntityManager, beneficiaryId: string): Promise<{ ready: boolean; reason: string | null }> {
    const accounts: { state: string; own: boolean; confidential: boolean }[] = await em.query(
      `select a.state, a.contact_id is null as own, a.confidential from phone_account a left join person_contact c on c.id = a.contact_id
       where a.beneficiary_id = $1 and (a.contact_id is null or (c.reads_reports and ${IN_PERIOD}))`,
      [beneficiaryId],
    );
    const ready = accounts.some(({ state, confidential }) => state === 'active' && (!confidential || this.parameters.value('portal.confidential')));
    if (ready) return { ready, reason: null };
    const own = accounts.find((account) => account.own)?.state;
    const reason = own === 'disabled' ? '本人的手机端账户已停用' : own === 'invited' ? '本人的手机端账户尚未激活' : own === 'active' ? '机密对象不使用手机端' : '本人未开通手机端';
    return { ready, reason };
  }

  /** With both names where a proxy acted. */
  async acted(em: EntityManager, account: string, beneficiaryId: string, act: PhoneAct): Promise<void> {
    await em.query(
      `insert into phone_act (beneficiary_id, confidential, account_id, actor_name, relation, act)
       select b.id, b.confidential, a.id, coalesce(c.name, b.name), c.relation, $3
       from phone_account a join beneficiary b on b.id = a.beneficiary_id left join person_contact c on c.id = a.contact_id where a.id = $1 and b.id = $2`,
      [account, beneficiaryId, act],
    );
  }
}
