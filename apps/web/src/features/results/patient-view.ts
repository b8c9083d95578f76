import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';

export type RecordKind = 'lab' | 'visit' | 'checkup' | 'note';

export interface PatientView {
  readonly params: URLSearchParams;
  /** Changes the address of this page; null takes a parameter away. `step`: Back undoes it. */
  change(changes: Readonly<Record<string, string | null>>, step?: boolean): void;
  /** Shows one report, visit, check-up or document beside the page. */
  open(kind: RecordKind, id: string): void;
  /** Shows the course of one to six items. */
  trend(items: readonly string[]): void;
}

/** What is shown of a person is in the address: reload, share and Back give the same view. */
export function usePatientView(): PatientView {
  const [params] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  // Read when something happens: what draws a thousand cells must not be drawn again because the address changed.
  const now = useRef({ location, navigate });
  useEffect(() => {
    now.current = { location, navigate };
  });
  const change = useCallback((changes: Readonly<Record<string, string | null>>, step = false) => {
    const { pathname, search, state } = now.current.location;
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    // The state says which list the person was opened from; ←/→ need it on.
    void now.current.navigate({ pathname, search: next.toString() }, { replace: !step, state });
  }, []);
  const open = useCallback((kind: RecordKind, id: string) => change({ open: `${kind}:${id}` }, true), [change]);
  const trend = useCallback((items: readonly string[]) => change({ items: items.join(',') }, true), [change]);
  return { params, change, open, trend };
}
