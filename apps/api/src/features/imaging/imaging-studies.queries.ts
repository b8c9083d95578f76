import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { ImagingStudyRow } from './imaging-study.dto.js';
import type { PriorStudy, StudyOpening } from './study-opening.dto.js';

/**
 * Reports and studies of one person, brought together by study UID, else by accession number. What nobody has verified is
 * nobody's finding yet, so such a study stands there as not reported.
 */
const EXAMINATIONS = `
  with report as materialized (
    select * from exam_report where beneficiary_id = $1 and deleted_at is null and status <> 'preliminary'),
  study as materialized (
    select * from imaging_study where beneficiary_id = $1 and deleted_at is null),
  pair as (
    select r.id as report_id, s.id as study_id, r.examined_at as at, r.visit_no
    from report r left join lateral (
      select study.id from study where study.study_uid = r.study_uid or study.accession_no = r.accession_no
      order by (study.study_uid = r.study_uid) desc nulls last, study.started_at desc, study.id limit 1) s on true
    union all
    select null, s.id, s.started_at, null from study s
    where not exists (select 1 from report r where r.study_uid = s.study_uid or r.accession_no = s.accession_no)),
  examination as (select * from pair where $2::text is null or visit_no = $2)`;

const COLUMNS = `coalesce(r.id, s.id) as id, $1::uuid as "beneficiaryId", s.id as "studyId", r.id as "reportId",
  case when s.id is not null then 'archived' when r.has_images or r.study_uid is not null then 'not-archived' else 'none' end as images,
  e.at as "examinedAt", coalesce(r.item_name, s.description) as "itemName", coalesce(r.body_part, s.body_part) as "bodyPart",
  coalesce(r.modality, s.modalities) as modality, r.category, s.series_count as "seriesCount", s.instance_count as "instanceCount",
  coalesce(r.accession_no, s.accession_no) as "accessionNo", r.visit_no as "visitNo", r.department_name as "departmentName",
  r.reported_at as "reportedAt", r.verified_at as "verifiedAt", r.reporter, r.verifier, r.status, r.revision, r.positive,
  coalesce(r.critical, false) as critical, r.findings, r.impression, r.advice`;

/** A study as it is asked for at its PACS. */
export interface StudyAddress {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly studyUid: string;
  readonly sourceSystem: string;
}

/** A study with what stands in the title of the viewer and what it may be compared with. */
export type StudyToOpen = Omit<StudyOpening, 'until' | 'series'> & Pick<StudyAddress, 'studyUid' | 'sourceSystem'>;

const MOST_PRIORS = 20;

/** Examinations of a person with their reports and images, the newest first. */
@Injectable()
export class ImagingStudyQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, { page, pageSize, visitNo }: PersonRecordsQuery): Promise<Page<ImagingStudyRow>> {
    const asked = [beneficiaryId, visitNo ?? null];
    return this.db.asCaller(caller, async (em) => {
      const [, items, [counted]]: [void, ImagingStudyRow[], [{ total: number }]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(
          `${EXAMINATIONS} select ${COLUMNS} from examination e left join report r on r.id = e.report_id left join study s on s.id = e.study_id
           order by e.at desc, coalesce(r.id, s.id) limit $3 offset $4`,
          [...asked, pageSize, (page - 1) * pageSize],
        ),
        em.query(`${EXAMINATIONS} select count(*) as total from examination`, asked),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** The study's own UID and source: what a PACS is asked for never comes from the caller. */
  address(caller: Caller, id: string): Promise<StudyAddress> {
    return this.db.asCaller(caller, async (em) => {
      const [found]: StudyAddress[] = await em.query(
        `select id, beneficiary_id as "beneficiaryId", study_uid as "studyUid", source_system as "sourceSystem"
         from imaging_study where id = $1 and deleted_at is null`,
        [id],
      );
      if (!found) throw new NotFound('影像');
      return found;
    });
  }

  /** Of which archive and kind, never of whom; what is older than a year goes. Throws NotFound for a study that is not the caller's to see. */
  keepFirstImage(caller: Caller, id: string, ms: number): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const kept: unknown[] = await em.query(
        `insert into image_timing (source_system, modality, first_ms)
         select source_system, coalesce(nullif(split_part(modalities, '/', 1), ''), 'OT'), $2 from imaging_study where id = $1 and deleted_at is null returning id`,
        [id, ms],
      );
      if (kept.length === 0) throw new NotFound('影像');
      await em.query(`delete from image_timing where at < now() - interval '1 year'`);
    });
  }

  toOpen(caller: Caller, id: string): Promise<StudyToOpen> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], priors]: [Omit<StudyToOpen, 'priors'>[], PriorStudy[]] = await Promise.all([
        em.query(
          `select s.id, s.beneficiary_id as "beneficiaryId", b.name, b.sex, s.patient_name_text as "patientNameText", s.started_at as "startedAt",
             s.description, s.modalities, s.body_part as "bodyPart", s.study_uid as "studyUid", s.source_system as "sourceSystem"
           from imaging_study s join beneficiary b on b.id = s.beneficiary_id where s.id = $1 and s.deleted_at is null`,
          [id],
        ),
        em.query(
          `select p.id, p.started_at as "startedAt", p.description, p.modalities from imaging_study s
             join imaging_study p on p.beneficiary_id = s.beneficiary_id and p.id <> s.id and p.deleted_at is null and p.started_at <= s.started_at
           where s.id = $1 and s.deleted_at is null and (p.modalities = s.modalities or p.body_part = s.body_part)
           order by p.started_at desc, p.id limit ${MOST_PRIORS}`,
          [id],
        ),
      ]);
      if (!found) throw new NotFound('影像');
      return { ...found, priors };
    });
  }
}
