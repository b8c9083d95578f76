import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from '@cadre/api-client/client';
import { useApi } from '../../shared/api/api.js';
import type { LabMatrix } from './labs.js';

/** What one looks at first, and all that one request can give. */
export const FIRST_REPORTS = 10;
export const MOST_REPORTS = 50;

/** The newest reports of a person side by side: ten at once for the first look, then quietly the rest. */
export function useMatrix(personId: string, group: string | null): UseQueryResult<LabMatrix, ApiProblem> {
  const path = `/beneficiaries/${personId}/lab-matrix`;
  const same = { topics: ['labs'], beneficiaryId: personId } as const;
  const first = useApi<LabMatrix>(path, { ...same, query: { group, reports: FIRST_REPORTS } });
  const isMore = first.data?.reports.length === FIRST_REPORTS;
  const rest = useApi<LabMatrix>(path, { ...same, query: { group, reports: MOST_REPORTS }, enabled: isMore });
  return isMore && rest.data ? rest : first;
}
