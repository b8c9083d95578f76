import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { DepartmentRow } from './department.dto.js';

@Injectable()
export class DepartmentQueries {
  constructor(private readonly db: ScopedDatabase) {}

  active(caller: Caller): Promise<DepartmentRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select code, name, parent_code as "parentCode", handles_visits as "handlesVisits", sort
         from department where active order by sort, code`,
      ),
    );
  }
}
