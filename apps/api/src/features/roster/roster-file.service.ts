import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { HistoryRequests } from '../extraction/history-requests.port.js';
import { EnrolmentService } from './enrolment.service.js';
import { lookupsOf } from './person-numbers.js';
import { type RefusedRow, readRosterFile, type RosterEntry } from './roster-file.js';

export interface RosterLoad {
  added: number;
  changed: number;
  unchanged: number;
  readonly refused: RefusedRow[];
}

const PAGE = 100;

/** Brings the roster up to a file: new people in, changed ones amended, bad rows named. Nobody is ever removed by it. */
@Injectable()
export class RosterFileService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly enrolment: EnrolmentService,
    private readonly history: HistoryRequests,
    private readonly cipher: FieldCipher,
  ) {}

  /** May be repeated: a file read twice changes nothing the second time. */
  async load(path: string, options: { demo: boolean }): Promise<RosterLoad> {
    const { entries, refused } = readRosterFile(await readFile(path), options);
    const load: RosterLoad = { added: 0, changed: 0, unchanged: 0, refused };
    for (let at = 0; at < entries.length; at += PAGE) {
      await this.db.asSystem('roster-file', async (em) => {
        for (const entry of entries.slice(at, at + PAGE)) await this.take(em, entry, load);
      });
    }
    refused.sort((a, b) => a.line - b.line);
    return load;
  }

  private async take(em: EntityManager, { line, rosterNo, person }: RosterEntry, load: RosterLoad): Promise<void> {
    const [known]: { id: string }[] = await em.query('select id from beneficiary where roster_no = $1', [rosterNo]);
    const other = await this.holderOfSameNumber(em, person, rosterNo);
    if (other) {
      load.refused.push({ line, reason: `证件号、医保号或保健卡号与保健编号 ${other} 相同，请核对后再导入` });
      return;
    }
    if (known) {
      if (await this.enrolment.amend(em, known.id, person)) load.changed += 1;
      else load.unchanged += 1;
      return;
    }
    const { id } = await this.enrolment.enrol(em, person, rosterNo);
    await this.history.request(em, id);
    load.added += 1;
  }

  private async holderOfSameNumber(em: EntityManager, person: RosterEntry['person'], rosterNo: string): Promise<string | null> {
    const { phone: _, ...identifying } = person;
    const [row]: { rosterNo: string }[] = await em.query(
      `select b.roster_no as "rosterNo" from beneficiary_identifier i join beneficiary b on b.id = i.beneficiary_id
       where i.blind_index = any ($1) and b.roster_no <> $2 limit 1`,
      [lookupsOf(this.cipher, identifying), rosterNo],
    );
    return row?.rosterNo ?? null;
  }
}
