import { Module } from '@nestjs/common';
import { InpatientVisitsController } from './inpatient-visits.controller.js';
import { InpatientVisitQueries } from './inpatient-visits.queries.js';
import { OutpatientVisitsController } from './outpatient-visits.controller.js';
import { OutpatientVisitQueries } from './outpatient-visits.queries.js';
import { PersonVisitsController } from './person-visits.controller.js';
import { QueryCatalogues } from '../../platform/query/query-catalogues.js';
import { INPATIENT_FIELDS, OUTPATIENT_FIELDS } from './query-fields.js';
import { TimelineQueries } from './timeline.queries.js';
import { VisitsController } from './visits.controller.js';
import { VisitSeenService } from './visit-seen.service.js';
import { VisitQueries } from './visits.queries.js';

/** Out-patient visits and stays: lists, one visit, one person's history. */
@Module({
  controllers: [OutpatientVisitsController, InpatientVisitsController, VisitsController, PersonVisitsController],
  providers: [OutpatientVisitQueries, InpatientVisitQueries, VisitQueries, VisitSeenService, TimelineQueries],
})
export class VisitsModule {
  constructor(catalogues: QueryCatalogues) {
    catalogues.add({ list: 'outpatient', permission: 'visit:read', fields: OUTPATIENT_FIELDS });
    catalogues.add({ list: 'inpatient', permission: 'visit:read', fields: INPATIENT_FIELDS });
  }
}
