import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { personPage } from '../../platform/database/person-list.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import type { EarlierNote, NoteDetail, NoteRow } from './note.dto.js';
import { readable } from './readable.js';

/** Of a document `r`, without its text. */
export const NOTE_COLUMNS = `r.id, r.beneficiary_id as "beneficiaryId", r.note_no as "noteNo", r.visit_no as "visitNo", r.patient_class as "patientClass",
  r.type_code as "typeCode", r.type_name as "typeName", r.title, r.author, r.department_name as "departmentName", r.written_at as "writtenAt",
  r.signed_at as "signedAt", r.revision, r.format, r.status`;
const LIST = { table: 'clinical_note', columns: NOTE_COLUMNS, shown: 'r.deleted_at is null', order: 'r.signed_at desc, r.id' };

/** Signed documents of the record: a list without their text, and one whole. */
@Injectable()
export class NoteQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<NoteRow>> {
    return personPage(this.db, caller, LIST, beneficiaryId, query);
  }

  /** Throws NotFound for what does not exist or is not the caller's to see. */
  detail(caller: Caller, id: string): Promise<NoteDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], earlier]: [Omit<NoteDetail, 'text' | 'earlier'>[], EarlierNote[]] = await Promise.all([
        em.query(
          `select ${NOTE_COLUMNS}, r.body, r.source_system as "sourceSystem", r.source_version as "sourceVersion"
           from clinical_note r where r.id = $1 and r.deleted_at is null`,
          [id],
        ),
        em.query(
          `select h.revision, h.status, h.recorded_to as "recordedUntil" from clinical_note_history h
           where h.id = $1 and h.deleted_at is null order by h.recorded_to desc`,
          [id],
        ),
      ]);
      if (!found) throw new NotFound('病历文书');
      return { ...found, text: readable(found), earlier };
    });
  }
}
