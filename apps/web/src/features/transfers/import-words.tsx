export const BATCH_STATES = [
  { value: 'reading', label: '预检中' },
  { value: 'previewed', label: '待确认' },
  { value: 'refused', label: '未能处理' },
  { value: 'committing', label: '写入中' },
  { value: 'committed', label: '已写入' },
  { value: 'undoing', label: '撤销中' },
  { value: 'undone', label: '已撤销' },
];
const LOOKS: Readonly<Record<string, readonly [mark: string, look: string]>> = {
  reading: ['▶', 'tag-late'], previewed: ['?', 'tag-late'], refused: ['✕', 'tag-bad'], committing: ['▶', 'tag-late'],
  committed: ['✓', 'tag-good'], undoing: ['▶', 'tag-late'], undone: ['↶', 'tag-late'],
};

/** How an import stands, in a sign, a word and a colour. */
export function BatchTag({ state }: { state: string }) {
  const [mark, look] = LOOKS[state] ?? ['', ''];
  return (
    <span className={`tag ${look}`}>
      {mark} {BATCH_STATES.find(({ value }) => value === state)?.label}
    </span>
  );
}

export const isBusy = (state: string): boolean => state === 'reading' || state === 'committing' || state === 'undoing';
