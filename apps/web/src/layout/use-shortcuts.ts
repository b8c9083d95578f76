import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { isTyping } from '../shared/keyboard/keyboard.js';

/** After g, the page of the next letter. */
const GO: Record<string, string> = { h: '/', r: '/beneficiaries', z: '/inpatient', m: '/outpatient' };
const SECOND_KEY_WITHIN_MS = 1_200;

/** Keys that work on every page. Esc belongs to the dialog or drawer that is open, and is theirs. */
export function useShortcuts(acts: { readonly search: (() => void) | null; readonly help: () => void }): void {
  const navigate = useNavigate();
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    let wentAt = 0;
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return latest.current.search?.();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return undefined;
      const target = event.timeStamp - wentAt < SECOND_KEY_WITHIN_MS ? GO[event.key] : undefined;
      wentAt = event.key === 'g' ? event.timeStamp : 0;
      if (target) return void navigate(target);
      if (event.key === '/') {
        event.preventDefault();
        latest.current.search?.();
      }
      if (event.key === '?') latest.current.help();
      return undefined;
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate]);
}
