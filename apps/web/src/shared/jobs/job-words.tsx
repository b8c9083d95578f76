import type { Schema } from '@cadre/api-client/typed-paths';

type Job = Schema<'JobRow'>;

export const STATES = [
  { value: 'waiting', label: '排队中' },
  { value: 'running', label: '进行中' },
  { value: 'done', label: '已完成' },
  { value: 'failed', label: '未完成' },
  { value: 'cancelled', label: '已取消' },
];
const LOOKS: Readonly<Record<string, readonly [mark: string, look: string]>> = {
  waiting: ['…', 'tag-late'], running: ['▶', 'tag-late'], done: ['✓', 'tag-good'], failed: ['✕', 'tag-bad'], cancelled: ['○', 'tag-late'],
};

/** How a job stands, in a sign, a word and a colour. */
export function StateTag({ job: { state, stopping } }: { job: Job }) {
  const [mark, look] = LOOKS[state] ?? ['', ''];
  const word = stopping ? '正在取消' : STATES.find(({ value }) => value === state)?.label;
  return (
    <span className={`tag ${look}`}>
      {mark} {word}
    </span>
  );
}

/** Per cent of a job that is behind it. */
export function shareOf({ state, done, total }: Job): number {
  if (state === 'done') return 100;
  return total ? Math.min(99, Math.floor((done / total) * 100)) : 0;
}

const KB = 1024;

export function sizeOf(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  return bytes < KB * KB ? `${(bytes / KB).toFixed(1)} KB` : `${(bytes / KB / KB).toFixed(1)} MB`;
}
