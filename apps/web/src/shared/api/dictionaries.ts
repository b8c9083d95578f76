import { useApi } from './api.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export interface Department {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly sort: number;
}

const A_DAY_MS = 86_400_000;

interface Dictionary {
  readonly system: string;
  readonly codes: readonly { readonly code: string; readonly name: string }[];
}

/** The entries of one dictionary, e.g. `useDictionary('CARE_LEVEL')`; empty until read. */
export function useDictionary(system: string | undefined): readonly Choice[] {
  const { data } = useApi<{ items: readonly Dictionary[] }>('/dictionaries', {
    staleTime: A_DAY_MS,
    enabled: !!system,
  });
  const codes = data?.items.find((one) => one.system === system)?.codes ?? [];
  return codes.map(({ code, name }) => ({ value: code, label: name }));
}

export function useDepartments(enabled = true): readonly Department[] {
  return useApi<{ items: Department[] }>('/departments', { staleTime: A_DAY_MS, enabled }).data?.items ?? [];
}
