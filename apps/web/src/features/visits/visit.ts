import type { Schema } from '@cadre/api-client/typed-paths';

export type OutpatientVisit = Schema<'OutpatientVisitRow'>;
export type InpatientVisit = Schema<'InpatientVisitRow'>;
export type VisitDetail = Schema<'VisitDetail'>;

/** Whose visit a row of either list is about. */
export type VisitPerson = Pick<OutpatientVisit, 'name' | 'sex' | 'age' | 'careLevel' | 'categories'>;
