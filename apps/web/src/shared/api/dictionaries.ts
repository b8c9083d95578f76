import { useApi } from './api.js';

export interface Choice { readonly value: string; readonly label: string }
export interface Department { readonly code: string; readonly name: string; readonly parentCode: string | null; readonly sort: number }

const A_DAY_MS = 86_400_000;

/** The entries of one dictionary, e.g. `useDictionary('care-level')`; empty until read. */
export function useDictionary(system: string | undefined): readonly Choice[] {
  const { data } = useApi<Record<string, { code: string; name: string }[]>>('/dictionaries', { staleTime: A_DAY_MS, enabled: !!system });
  return (system ? (data?.[system] ?? []) : []).map(({ code, name }) => ({ value: code, label: name }));
}

export function useDepartments(enabled = true): readonly Department[] {
  return useApi<{ items: Department[] }>('/departments', { staleTime: A_DAY_MS, enabled }).data?.items ?? [];
}
