import { Injectable } from '@nestjs/common';
import type { Permission } from '../access/permissions.js';
import { NotFound } from '../http/refusal.js';
import type { QueryField } from './query-field.js';

export interface QueryCatalogue {
  /** Of the list, e.g. outpatient: saved filters belong to it. */
  readonly list: string;
  readonly permission: Permission;
  readonly fields: readonly QueryField[];
  /** Filters of the list that are never kept with a query: numbers of people stay sealed. */
  readonly unkept?: readonly string[];
}

/** Which lists can be asked by nested conditions, and by which fields. A feature adds its own lists when its module is made. */
@Injectable()
export class QueryCatalogues {
  private readonly known = new Map<string, QueryCatalogue>();

  add(catalogue: QueryCatalogue): void {
    this.known.set(catalogue.list, catalogue);
  }

  /** Throws NotFound for a list that has none. */
  of(list: string): QueryCatalogue {
    const found = this.known.get(list);
    if (!found) throw new NotFound('列表');
    return found;
  }
}
