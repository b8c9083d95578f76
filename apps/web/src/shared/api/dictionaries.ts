import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from './api.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export type Department = Schema<'DepartmentRow'>;

const A_DAY_MS = 86_400_000;

/** What a form or a filter offers of one dictionary, e.g. `useDictionary('CARE_LEVEL')`; empty until read. */
export function useDictionary(system: string | undefined): readonly Choice[] {
  return useCodes(system).flatMap(({ code, name, offered }) => (offered ? [{ value: code, label: name }] : []));
}

/** What its codes are called, disabled ones included: records of earlier times hold them. */
export function useDictionaryNames(system: string | undefined): readonly Choice[] {
  return useCodes(system).map(({ code, name }) => ({ value: code, label: name }));
}

function useCodes(system: string | undefined): readonly Schema<'DictionaryCode'>[] {
  const { data } = useApi('/dictionaries', { staleTime: A_DAY_MS, enabled: !!system, topics: ['dictionaries'] });
  return data?.items.find((one) => one.system === system)?.codes ?? [];
}

export function useDepartments(enabled = true): readonly Department[] {
  return useApi('/departments', { staleTime: A_DAY_MS, enabled }).data?.items ?? [];
}

/** The word of a code; a code that our dictionary does not have is shown as it came. */
export function wordOf(choices: readonly Choice[], code: string | null): string | null {
  return choices.find(({ value }) => value === code)?.label ?? code;
}
