import { useState } from 'react';
import type { PageSize } from './list-url.js';

export interface Pages {
  readonly page: number;
  readonly pageSize: PageSize;
  /** To that page; with another size the rows are cut anew. */
  turn(page: number, pageSize?: PageSize): void;
}

/** The page of a list that no address keeps: in drawers and panels. */
export function usePages(): Pages {
  const [{ page, pageSize }, set] = useState<{ page: number; pageSize: PageSize }>({ page: 1, pageSize: 20 });
  return { page, pageSize, turn: (next, size = pageSize) => set({ page: next, pageSize: size }) };
}
