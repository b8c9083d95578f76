import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from '@cadre/api-client/client';
import { ListSkeleton, NoRight } from '../list/list-states.js';
import '../list/list.css';
import { ProblemAlert } from './problem-alert.js';

interface Props<T> {
  readonly answer: UseQueryResult<T, ApiProblem>;
  /** How many lines the skeleton holds free. */
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** One answer of the server in all its states: skeleton, no right, failure with the last data still readable, data. */
export function Answered<T>({ answer, rows = 6, children }: Props<T>) {
  const { data, error, refetch } = answer;
  if (error?.status === 403) return <NoRight />;
  return (
    <>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined ? !error && <ListSkeleton rows={rows} /> : children(data)}
    </>
  );
}
