import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { NotFound } from '../../../platform/http/refusal.js';
import type { PageQuery } from '../../../platform/http/page.dto.js';
import { Parameters } from '../../settings/parameters.port.js';
import { PHONE_STATE } from '../phone-state.port.js';
import { type Holder, holderOf, IN_PERIOD, IS_PROXY, obstacleOf, sameNumber } from './account-holder.js';
import type { PhoneAccountRow, PhoneAccountSheet, PhoneActPage, PhoneActRow, PhoneDevice } from './phone-account.dto.js';

type Sealed = Omit<PhoneAccountRow, 'phone' | 'boundPhone' | 'phoneChanged' | 'obstacle' | 'devices'> & { phoneCipher: string | null; boundCipher: string | null };

const COLUMNS = `a.id, ${PHONE_STATE} as state, a.phone_cipher as "boundCipher", a.wechat_name as "wechatName", a.activated_at as "activatedAt",
  (select max(s.last_used_at) from phone_session s where s.account_id = a.id) as "lastUsedAt",
  case when a.locked_until > now() then a.locked_until end as "lockedUntil", a.state_reason as "stateReason", m.state as "messageState", m.made_at as "messageAt", a.version`;
const OF = `id, "contactId", name, relation, "seesAppointments", books, "readsReports", "validUntil", expired, state, "phoneCipher", "boundCipher", "wechatName",
  "activatedAt", "lastUsedAt", "lockedUntil", "stateReason", "messageState", "messageAt", version`;
const LATEST = `left join lateral (
  select made_at, case when status in ('waiting', 'taken') and expires_at <= now() then 'expired' else status end as state
  from phone_message where account_id = a.id order by made_at desc limit 1) m on true`;

/** The accounts of one person and his proxies, and what was done with them. */
@Injectable()
export class PhoneAccountQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly parameters: Parameters,
  ) {}

  sheet(caller: Caller, id: string): Promise<PhoneAccountSheet> {
    return this.db.asCaller(caller, async (em) => {
      const holder = await holderOf(em, id, null);
      const rows: Sealed[] = await em.query(
        `select ${OF} from (select ${COLUMNS}, null::uuid as "contactId", b.name, null as relation, true as "seesAppointments", true as books, true as "readsReports",
           null::date as "validUntil", false as expired, i.cipher as "phoneCipher", null::timestamptz as since
         from beneficiary b left join beneficiary_identifier i on i.beneficiary_id = b.id and i.kind = 'PHONE'
           left join phone_account a on a.beneficiary_id = b.id and a.contact_id is null ${LATEST} where b.id = $1
         union all
         select ${COLUMNS}, c.id, c.name, c.relation, c.sees_appointments, c.books, c.reads_reports, c.valid_until, not ${IN_PERIOD}, c.phone_cipher, c.created_at
         from person_contact c left join phone_account a on a.contact_id = c.id ${LATEST}
         where c.beneficiary_id = $1 and (${IS_PROXY} or a.state <> 'closed') ) account order by since nulls first`,
        [id],
      );
      const devices: (PhoneDevice & { accountId: string })[] = await em.query(
        `select id, account_id as "accountId", device, started_at as "startedAt", last_used_at as "lastUsedAt", expires_at as "expiresAt" from phone_session
         where beneficiary_id = $1 and ended_at is null and expires_at > now() order by last_used_at desc limit 50`,
        [id],
      );
      const items = rows.map((row) => this.shown(holder, row, devices.filter(({ accountId }) => accountId === row.id)));
      return { items, gatewayConnected: false };
    });
  }

  acts(caller: Caller, id: string, { page, pageSize }: PageQuery): Promise<PhoneActPage> {
    return this.db.asCaller(caller, async (em) => {
      const [person]: { name: string }[] = await em.query('select name from beneficiary where id = $1', [id]);
      if (!person) throw new NotFound('保健对象');
      const [items, [counted]]: [PhoneActRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select id, beneficiary_id as "beneficiaryId", at, actor_name as "actorName", relation, $2::text as "personName", act from phone_act
           where beneficiary_id = $1 order by at desc, id limit ${pageSize} offset ${(page - 1) * pageSize}`,
          [id, person.name],
        ),
        em.query('select count(*)::int as total from phone_act where beneficiary_id = $1', [id]),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  private shown(person: Holder, { phoneCipher, boundCipher, ...row }: Sealed, devices: (PhoneDevice & { accountId: string })[]): PhoneAccountRow {
    const entitled = (row.seesAppointments || row.books || row.readsReports) && !row.expired;
    return {
      ...row,
      obstacle: obstacleOf({ ...person, contactId: row.contactId, phoneCipher, entitled }, this.parameters.value('portal.confidential'), this.cipher),
      phone: phoneCipher && this.cipher.open(phoneCipher),
      boundPhone: boundCipher && this.cipher.open(boundCipher),
      phoneChanged: boundCipher !== null && !sameNumber(this.cipher, boundCipher, phoneCipher),
      devices,
    };
  }
}
