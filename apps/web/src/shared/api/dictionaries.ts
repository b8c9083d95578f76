import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from './api.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export type Department = Schema<'DepartmentRow'>;

const A_DAY_MS = 86_400_000;

/** The entries of one dictionary, e.g. `useDictionary('CARE_LEVEL')`; empty until read. */
export function useDictionary(system: string | undefined): readonly Choice[] {
  const { data } = useApi('/dictionaries', { staleTime: A_DAY_MS, enabled: !!system });
  const codes = data?.items.find((one) => one.system === system)?.codes ?? [];
  return codes.map(({ code, name }) => ({ value: code, label: name }));
}

export function useDepartments(enabled = true): readonly Department[] {
  return useApi('/departments', { staleTime: A_DAY_MS, enabled }).data?.items ?? [];
}
