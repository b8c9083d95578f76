import { useCallback, useEffect, useState } from 'react';
import { App } from 'antd';
import { isTyping } from '../../shared/keyboard/keyboard.js';

const MOST_COMPARED = 6;

/** A also works before the matrix has the focus. */
export function useAbnormalKey(flip: (() => void) | null): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'a' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event))
        flip?.();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [flip]);
}

/** Items marked for comparison: six at most share one time axis legibly. */
export function useChosen(personId: string) {
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setChosen(new Set()), [personId]);
  const choose = useCallback(
    (code: string) =>
      setChosen((before) => {
        if (before.has(code)) return new Set([...before].filter((one) => one !== code));
        if (before.size < MOST_COMPARED) return new Set([...before, code]);
        void message.info(`一次最多对比 ${MOST_COMPARED} 项`);
        return before;
      }),
    [message],
  );
  return { chosen, choose, clear: () => setChosen(new Set()) };
}
