import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { Conflict, Refusal } from '../../platform/http/refusal.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../transfers/importer.port.js';
import { NewPerson } from './new-person.dto.js';
import { NewPersonService } from './new-person.service.js';
import { PersonChange } from './person-change.dto.js';
import { PersonEdit } from './person-edit.service.js';
import { PersonRecord } from './person-record.queries.js';
import { PersonStanding } from './person-standing.service.js';
import { amendedRow, type Before, RosterRows } from './roster-rows.service.js';
import { rosterColumns } from './roster-import-columns.js';

const WHY_BACK = '撤销批量导入';

/**
 * People from a file, by the rules of the form: a file cannot say that somebody is 机密, what his standing is or who sees him.
 * Somebody whom the caller does not see answers like a number that may be taken.
 */
@Injectable()
export class RosterImporter extends Importer {
  readonly kind = 'roster';
  readonly title = '保健对象';
  readonly permission = 'beneficiary:write';
  readonly key = [['rosterNo'], ['idCardNo'], ['insuranceNo'], ['socialSecurityNo'], ['careCardNo']];

  constructor(
    private readonly people: NewPersonService,
    private readonly edit: PersonEdit,
    private readonly records: PersonRecord,
    private readonly standing: PersonStanding,
    private readonly rows: RosterRows,
  ) {
    super();
  }

  columns(em: EntityManager): Promise<readonly ImportColumn[]> {
    return rosterColumns(em);
  }

  take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    return this.rows.withPolicy(em, row, () => this.takePerson(caller, em, row));
  }

  override takeTogether(_caller: Caller, em: EntityManager, rows: readonly ImportedRow[]): Promise<readonly (Taken | null)[]> {
    return this.rows.takeTogether(em, rows);
  }

  async undo(caller: Caller, em: EntityManager, { outcome, ref, before }: Taken): Promise<void> {
    const { version, fields, ...more } = before as Before;
    const now = await this.records.hold(em, ref);
    if (now.version !== version) throw new Conflict('CHANGED_MEANWHILE', '导入之后又有修改，没有撤销。');
    await this.rows.takePolicyAway(em, more);
    if (outcome === 'changed') await this.edit.change(caller, ref, { ...fields, version });
    else await this.takeOff(caller, em, ref);
  }

  private async takePerson(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    const id = (await this.rows.knownAmong(em, [row])).get(row);
    if (id) return this.amend(caller, em, id, row);
    if (row['rosterNo']) throw new Refusal(404, 'NOT_FOUND', '没有找到这个保健编号，或您无权查看。新增对象请不要填写保健编号');
    if (!row['idCardNo']) throw new Refusal(400, 'KEY_NEEDED', '请填写证件号，或已有对象的保健编号');
    const made = await this.people.enrol(caller, await this.rows.formOf(row, NewPerson));
    const { version } = await this.records.hold(em, made.id);
    return { outcome: 'added', ref: made.id, before: { version, fields: {} } satisfies Before };
  }

  /** Gone for good when nothing has happened under his name, otherwise off the roster. */
  private async takeOff(caller: Caller, em: EntityManager, id: string): Promise<void> {
    await em.query('savepoint take_off');
    try {
      await this.standing.erase(caller, id, WHY_BACK);
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      await em.query('rollback to savepoint take_off');
      await this.standing.remove(caller, id, WHY_BACK);
    }
  }

  private async amend(caller: Caller, em: EntityManager, id: string, row: ImportedRow): Promise<Taken> {
    const was = await this.records.hold(em, id);
    return amendedRow(row, was, await this.edit.change(caller, id, await this.rows.formOf(row, PersonChange, was.version)));
  }
}
