import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { type PersonList, personPage } from '../../platform/database/person-list.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import type { SurgeryRow } from './surgery.dto.js';

const SURGERIES: PersonList = {
  table: 'surgery',
  columns: `r.id, r.beneficiary_id as "beneficiaryId", r.surgery_no as "surgeryNo", r.visit_no as "visitNo", r.status, r.emergency,
    r.scheduled_at as "scheduledAt", r.started_at as "startedAt", r.ended_at as "endedAt", r.department_name as "departmentName", r.room,
    r.pre_diagnosis as "preDiagnosis", r.post_diagnosis as "postDiagnosis", r.anesthesia, r.surgeon_name as "surgeonName",
    r.first_assistant as "firstAssistant", r.second_assistant as "secondAssistant", r.anesthetist,
    (select coalesce(json_agg(json_build_object('code', p.code, 'name', p.name, 'level', p.level, 'site', p.site, 'main', p.main)
       order by p.main desc, p.rank nulls last, p.procedure_no), '[]')
     from surgery_procedure p where p.surgery_id = r.id) as procedures`,
  shown: 'r.deleted_at is null',
  order: 'coalesce(r.started_at, r.scheduled_at) desc nulls last, r.id',
};

/** Operations of a person, the newest first. */
@Injectable()
export class SurgeryQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<SurgeryRow>> {
    return personPage(this.db, caller, SURGERIES, beneficiaryId, query);
  }
}
