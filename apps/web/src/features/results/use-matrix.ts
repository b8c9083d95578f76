import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from '@cadre/api-client/client';
import { useApi } from '../../shared/api/api.js';
import type { LabMatrix } from './labs.js';

/** All that one request can give. */
export const MOST_REPORTS = 50;

/** The newest reports of a person, of all groups of items or of one, side by side. */
export function useMatrix(personId: string, group: string | null): UseQueryResult<LabMatrix, ApiProblem> {
  return useApi(`/beneficiaries/${personId}/lab-matrix`, {
    query: { group, reports: MOST_REPORTS },
    topics: ['labs'],
    beneficiaryId: personId,
  });
}
