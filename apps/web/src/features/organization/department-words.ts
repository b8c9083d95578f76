import type { QueryOf, Schema } from '@cadre/api-client/typed-paths';
import { queries } from '../../shared/api/api.js';

export type DepartmentNode = Schema<'DepartmentTreeRow'>;
export type DepartmentFilter = QueryOf<'/departments/tree', 'get'>;
export const KIND_NAMES: Readonly<Record<string, string>> = { group: '分组', clinical: '临床', clinic: '临床', tech: '医技', pe: '体检', admin: '行政' };
export const KIND_CHOICES = ['clinical', 'tech', 'pe', 'admin', 'group'].map((value) => ({ value, label: KIND_NAMES[value] ?? value }));

/** After a change everything that names departments is read again. */
export const readDepartmentsAgain = () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/departments') });
