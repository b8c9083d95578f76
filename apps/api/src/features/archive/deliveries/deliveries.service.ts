import { ageYears } from '@cadre/clinical/age';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import { PhoneVisitors } from '../phone-visitors.port.js';
import { type StoredVersion, VersionQueries } from '../versions/version.queries.js';
import type { DeliveryPage, DeliveryQuery, DeliveryRecipient, DeliveryRow } from './delivery.dto.js';

/** All that is told outside: no name, no level, no diagnosis, no value. */
const NOTICE = '您有新的健康档案，请登录手机端查看。';
const STATE = `case when d.status <> 'revoked' and d.expires_at <= now() then 'expired' else d.status end`;
const COLUMNS = `d.id, d.beneficiary_id as "beneficiaryId", b.name, d.archive_id as "archiveId", v.number, v.version, ${STATE} as status, d.sent_name as "sentName",
  d.sent_at as "sentAt", d.expires_at as "expiresAt", d.read_at as "readAt", d.downloaded_at as "downloadedAt", d.revoked_at as "revokedAt", d.revoke_reason as "revokeReason"`;
const FROM = `archive_delivery d join archive_version v on v.id = d.archive_id join beneficiary b on b.id = d.beneficiary_id`;

/** Records on their way to the people they are about. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly versions: VersionQueries,
    private readonly phones: PhoneVisitors,
    private readonly cipher: FieldCipher,
  ) {}

  /** Whom a version would go to, so that the sender recognises him; and whether he can read it. */
  recipient(caller: Caller, archiveId: string): Promise<DeliveryRecipient> {
    return this.db.asCaller(caller, async (em) => {
      const version = await this.versions.stored(em, archiveId);
      const [person]: { name: string; sex: string; birthDate: string | null; idCipher: string | null }[] = await em.query(
        `select b.name, b.sex, b.birth_date as "birthDate", (select i.cipher from beneficiary_identifier i where i.beneficiary_id = b.id and i.kind = 'ID_CARD') as "idCipher"
         from beneficiary b where b.id = $1`,
        [version.beneficiaryId],
      );
      const { name, sex, birthDate, idCipher } = person!;
      const reason = await this.obstacle(em, version);
      return {
        beneficiaryId: version.beneficiaryId, name, sex, age: birthDate ? ageYears(birthDate, new Date()) : null,
        idTail: idCipher && caller.fields.idCardNo !== 'hidden' ? this.cipher.open(idCipher).slice(-4) : null, ready: reason === null, reason,
      };
    });
  }

  /** Throws Conflict with the reason when it cannot be sent. */
  send(caller: Caller, archiveId: string, days: number): Promise<DeliveryRow> {
    return this.db.asCaller(caller, async (em) => {
      const version = await this.versions.stored(em, archiveId);
      const reason = await this.obstacle(em, version);
      if (reason) throw new Conflict('NOT_DELIVERABLE', reason);
      const [{ id }]: [{ id: string }] = await em.query(
        `insert into archive_delivery (beneficiary_id, confidential, archive_id, sent_by, sent_name, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning id`,
        [version.beneficiaryId, version.confidential, archiveId, caller.username, caller.name, days],
      );
      await em.query('insert into archive_notice (beneficiary_id, confidential, delivery_id, text) values ($1, $2, $3, $4)', [
        version.beneficiaryId, version.confidential, id, NOTICE,
      ]);
      return row(em, id);
    });
  }

  /** From now on it cannot be opened; a notice that nobody took yet is withdrawn. */
  revoke(caller: Caller, id: string, reason: string): Promise<DeliveryRow> {
    return this.db.asCaller(caller, async (em) => {
      await row(em, id);
      const [, revoked]: [unknown[], number] = await em.query(
        `update archive_delivery set status = 'revoked', revoked_by = $2, revoked_at = now(), revoke_reason = $3 where id = $1 and status <> 'revoked'`, [id, caller.username, reason],
      );
      if (revoked === 0) throw new Conflict('ALREADY_REVOKED', '该发送已经撤回，无需再次撤回。');
      await em.query(`update archive_notice set status = 'withdrawn' where delivery_id = $1 and status = 'waiting'`, [id]);
      return row(em, id);
    });
  }

  list(caller: Caller, { beneficiaryId, status, page, pageSize }: DeliveryQuery): Promise<DeliveryPage> {
    const { where, values } = new Conditions()
      .when(beneficiaryId, (bound) => `d.beneficiary_id = ${bound}`)
      .when(status, (bound) => `${STATE} = ${bound}`);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [DeliveryRow[], [{ total: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} from ${FROM} where ${where} order by d.sent_at desc, d.id limit ${pageSize} offset ${(page - 1) * pageSize}`, values),
        em.query(`select count(*) as total from ${FROM} where ${where}`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** Why this version cannot be sent now; null when it can. */
  private async obstacle(em: EntityManager, { audience, signedAt, beneficiaryId }: StoredVersion): Promise<string | null> {
    if (audience !== 'patient') return '医务版不能发送给本人，请用患者版模板生成后再发送。';
    if (!signedAt) return '该版本尚未审签，请医生审签后再发送。';
    const [person]: { status: string }[] = await em.query('select status from beneficiary where id = $1', [beneficiaryId]);
    if (person?.status !== 'active') return '该对象不在管，不能向其手机端发送。';
    const { ready, reason } = await this.phones.readiness(em, beneficiaryId);
    return ready ? null : `${reason ?? '本人未开通手机端'}，请先为其开通手机端。`;
  }
}

async function row(em: EntityManager, id: string): Promise<DeliveryRow> {
  const [found]: DeliveryRow[] = await em.query(`select ${COLUMNS} from ${FROM} where d.id = $1`, [id]);
  if (!found) throw new NotFound('发送记录');
  return found;
}
