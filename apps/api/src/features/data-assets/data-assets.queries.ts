import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { ASSET_TYPES, type DataAssetRow } from './data-asset.dto.js';

interface Asset {
  readonly from: string;
  readonly code: string;
  readonly name: string;
  readonly at: string;
  readonly written: string;
  readonly alive: string;
}

const asset = (table: string, at: string, department = 'department'): Asset => ({
  from: `${table} r`, code: `r.${department}_code`, name: `r.${department}_name`, at: `r.${at}`, written: 'r.recorded_from', alive: 'r.deleted_at is null',
});

/** Where each type stands, which department it counts for and which time it is filed under. */
const ASSETS: Readonly<Record<(typeof ASSET_TYPES)[number], Asset>> = {
  lab: asset('lab_report', 'collected_at'),
  exam: asset('exam_report', 'examined_at'),
  imaging: { ...asset('imaging_study', 'started_at'), code: 'null::text', name: 'null::text' },
  order: asset('clinical_order', 'ordered_at', 'order_department'),
  prescription: asset('prescription', 'prescribed_at'),
  note: asset('clinical_note', 'signed_at'),
  checkup: { ...asset('checkup', `checkup_date::timestamp at time zone 'Asia/Shanghai'`), code: 'null::text', name: 'null::text' },
  diagnosis: {
    from: 'visit_diagnosis d join visit r on r.id = d.visit_id', code: 'r.department_code', name: 'r.department_name',
    at: 'coalesce(d.diagnosed_at, r.started_at)', written: 'd.recorded_from', alive: 'r.deleted_at is null',
  },
  surgery: asset('surgery', 'scheduled_at'),
  consultation: asset('consultation', 'requested_at', 'request_department'),
  registration: asset('registration', 'registered_at'),
  visit: asset('visit', 'started_at'),
  appointment: asset('appointment', 'appointed_at'),
};

const STATEMENT = Object.entries(ASSETS).map(([type, { from, code, name, at, written, alive }], place) =>
  `select ${place} as place, '${type}' as type, ${code} as code, max(${name}) as told, count(*) as rows, min(${at}) as first_at,
     max(${at}) as last_at, max(${written}) as updated_at from ${from} where ${alive} group by ${code}`,
).join('\n union all ');

/** What is stored of our people, by type and department. */
@Injectable()
export class DataAssetQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller): Promise<DataAssetRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(`select a.type, a.code as "departmentCode", coalesce(d.name, a.told) as "departmentName",
          a.code is null or d.code is not null as "departmentKnown", a.rows,
          a.first_at as "firstAt", a.last_at as "lastAt", a.updated_at as "updatedAt"
        from (${STATEMENT}) a left join department d on d.code = a.code order by a.place, a.rows desc, a.code`),
    );
  }
}
