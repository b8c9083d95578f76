import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { Conflict, Refusal } from '../../platform/http/refusal.js';
import { strictValidation } from '../../platform/http/validation.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../transfers/importer.port.js';
import { NewPerson } from './new-person.dto.js';
import { NewPersonService } from './new-person.service.js';
import { PersonChange } from './person-change.dto.js';
import { PersonEdit } from './person-edit.service.js';
import { indexesOf } from './person-numbers.js';
import { type KeptPerson, PersonRecord } from './person-record.queries.js';
import { PersonStanding } from './person-standing.service.js';
import { rosterColumns } from './roster-import-columns.js';

const WHY_BACK = '撤销批量导入';

interface Before {
  readonly version: number;
  readonly fields: object;
}

/**
 * People from a file, by the rules of the form: a file cannot say that somebody is 机密, what his standing is or who sees him.
 * Somebody whom the caller does not see answers like a number that may be taken.
 */
@Injectable()
export class RosterImporter extends Importer {
  readonly kind = 'roster';
  readonly title = '保健对象';
  readonly permission = 'beneficiary:write';
  readonly key = [['rosterNo'], ['idCardNo'], ['insuranceNo'], ['careCardNo']];
  private readonly rules = strictValidation();

  constructor(
    private readonly people: NewPersonService,
    private readonly edit: PersonEdit,
    private readonly records: PersonRecord,
    private readonly standing: PersonStanding,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  columns(em: EntityManager): Promise<readonly ImportColumn[]> {
    return rosterColumns(em);
  }

  async take(caller: Caller, em: EntityManager, { rosterNo, ...given }: ImportedRow): Promise<Taken> {
    const said = { ...given, ...('keyCare' in given && { keyCare: given['keyCare'] === 'true' }) };
    const id = await this.known(em, rosterNo as string | undefined, given['idCardNo'] as string | undefined);
    if (id) return this.amend(caller, em, id, said);
    if (!given['idCardNo']) throw new Refusal(400, 'KEY_NEEDED', '请填写证件号，或已有对象的保健编号');
    const form = (await this.rules.transform(said, { type: 'body', metatype: NewPerson })) as NewPerson;
    const made = await this.people.enrol(caller, form);
    const { version } = await this.records.hold(em, made.id);
    return { outcome: 'added', ref: made.id, before: { version, fields: {} } satisfies Before };
  }

  async undo(caller: Caller, em: EntityManager, { outcome, ref, before }: Taken): Promise<void> {
    const { version, fields } = before as Before;
    const now = await this.records.hold(em, ref);
    if (now.version !== version) throw new Conflict('CHANGED_MEANWHILE', '导入之后又有修改，没有撤销。');
    if (outcome === 'changed') await this.edit.change(caller, ref, { ...fields, version });
    else await this.takeOff(caller, em, ref);
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

  private async amend(caller: Caller, em: EntityManager, id: string, said: object): Promise<Taken> {
    const was = await this.records.hold(em, id);
    const form = (await this.rules.transform({ ...said, version: was.version }, { type: 'body', metatype: PersonChange })) as PersonChange;
    const { version, changed } = await this.edit.change(caller, id, form);
    if (changed.length === 0) return { outcome: 'unchanged', ref: id };
    return { outcome: 'changed', ref: id, before: { version, fields: fieldsOf(was, said) } satisfies Before };
  }

  /** Only among those whom the caller sees. */
  private async known(em: EntityManager, rosterNo: string | undefined, idCardNo: string | undefined): Promise<string | null> {
    if (rosterNo) {
      const [named]: { id: string }[] = await em.query('select id from beneficiary where roster_no = $1', [rosterNo]);
      if (!named) throw new Refusal(404, 'NOT_FOUND', '没有找到这个保健编号，或您无权查看。新增对象请不要填写保健编号');
      return named.id;
    }
    const indexes = [...indexesOf(this.cipher, { idCardNo: idCardNo ?? null }).values()];
    const [found]: { id: string }[] = await em.query(
      'select b.id from beneficiary_identifier i join beneficiary b on b.id = i.beneficiary_id where i.blind_index = any ($1) limit 1', [indexes],
    );
    return found?.id ?? null;
  }
}

/** What stood in the fields that the row speaks of. */
function fieldsOf(was: KeptPerson, said: object): object {
  const standing = { ...was, category: was.categories } as unknown as Record<string, unknown>;
  return Object.fromEntries(Object.keys(said).map((field) => [field, standing[field] ?? null]));
}
