import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { type PersonList, personPage } from '../../platform/database/person-list.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import type { ConsultationRow } from './consultation.dto.js';

const CONSULTATIONS: PersonList = {
  table: 'consultation',
  columns: `r.id, r.beneficiary_id as "beneficiaryId", r.consultation_no as "consultationNo", r.visit_no as "visitNo", r.kind, r.status, r.urgent,
    r.requested_at as "requestedAt", r.started_at as "startedAt", r.ended_at as "endedAt", r.request_department_name as "requestDepartmentName",
    r.requesting_doctor as "requestingDoctor", r.reason, r.purpose,
    (select coalesce(json_agg(json_build_object('departmentName', p.department_name, 'doctorName', p.doctor_name, 'arrivedAt', p.arrived_at,
       'opinion', p.opinion) order by p.arrived_at nulls last, p.participant_no), '[]')
     from consultation_participant p where p.consultation_id = r.id) as participants`,
  shown: 'r.deleted_at is null',
  order: 'r.requested_at desc, r.id',
};

/** Consultations about a person, the newest first. */
@Injectable()
export class ConsultationQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<ConsultationRow>> {
    return personPage(this.db, caller, CONSULTATIONS, beneficiaryId, query);
  }
}
