import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound, Refusal } from '../../platform/http/refusal.js';
import { Parameters } from '../settings/parameters.port.js';
import type { NewEmergency, OwnOpening } from './opening.dto.js';
import { Openings } from './openings.service.js';

/** Tries an hour, right or wrong: whoever has a number in hand needs one. */
const TRIES_PER_HOUR = 5;

/**
 * Break-glass: a treating doctor with the number of a 机密 patient in hand. Off unless the hospital turned it on. A number that
 * is not known, is somebody else's or may not be opened is answered alike.
 */
@Injectable()
export class Emergencies {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
    private readonly openings: Openings,
  ) {}

  async open(caller: Caller, { number, reason }: NewEmergency): Promise<OwnOpening> {
    if (!this.parameters.value('confidential.breakGlass')) {
      throw new Refusal(404, 'EMERGENCY_OFF', '本院未启用紧急访问。如需查看，请联系院领导或科主任。');
    }
    await this.countTry(caller);
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const [found]: { id: string }[] = await em.query('select id from confidential_by_number($1) as id', [number]);
      if (!found) throw new NotFound('号码对应的住院患者');
      // One person at a time: the one before is closed.
      await em.query(`update confidential_opening set ended_at = now() where user_id = $1 and kind = 'emergency' and ended_at is null`, [caller.userId]);
      return this.openings.record(em, caller, {
        beneficiaryId: found.id, kind: 'emergency', reason, minutes: this.parameters.value('confidential.emergencyMinutes'),
      });
    });
  }

  /** Counted before anything is looked up, one try at a time, and kept whatever comes of it. */
  private async countTry({ userId }: Caller): Promise<void> {
    const tries = await this.db.asSystem('emergency-limit', async (em) => {
      await em.query(`select pg_advisory_xact_lock(hashtext('emergency'), hashtext($1::text))`, [userId]);
      await em.query('insert into emergency_try (user_id) values ($1)', [userId]);
      const [{ count }]: [{ count: number }] = await em.query(
        `select count(*)::int as count from emergency_try where user_id = $1 and at > now() - interval '1 hour'`, [userId],
      );
      return count;
    });
    if (tries > TRIES_PER_HOUR) throw new Refusal(429, 'TOO_MANY_TRIES', '紧急访问尝试过多，请一小时后再试，或联系院领导、科主任。', [], 3_600);
  }
}
