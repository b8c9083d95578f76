import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivery } from './delivery.js';
import type { Plan } from './fact-writer.js';

/** A PACS tells no time of change: what is older than this may lie before the days that it is asked for again and again. */
const BEYOND_LOOKBACK = '1 day';

/** A report that comes late speaks of images that the index of studies may have missed: their PACS is asked for the person once more. */
@Injectable()
export class ImageIndex {
  async complete(em: EntityManager, { source, stream }: Delivery, writes: readonly Plan[]): Promise<void> {
    if (stream.target !== 'exam-report') return;
    await em.query(
      `insert into backfill_request (source_id, patient_id)
       select distinct s.id, r.patient_id from exam_report r
         join source_stream t on t.target = 'imaging-study' and t.transport <> 'mllp' and t.enabled and t.first_load_done
         join source s on s.id = t.source_id and s.patient_numbers_of = r.patient_numbers_of and s.enabled
       where r.source_system = $1 and r.source_key = any ($2) and (r.has_images or r.study_uid is not null)
         and r.deleted_at is null and r.examined_at < now() - $3::interval
         and not exists (select 1 from imaging_study i where i.study_uid = r.study_uid)
         and not exists (select 1 from imaging_study i where i.accession_no = r.accession_no and i.beneficiary_id = r.beneficiary_id)
       on conflict (source_id, patient_id) do update set requested_at = now(), next_at = now(), attempts = 0`,
      [source.id, writes.map(({ owned }) => owned.mapped.key), BEYOND_LOOKBACK],
    );
  }
}
