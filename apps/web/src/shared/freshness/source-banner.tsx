import { formatTime } from '../format/dates.js';
import './freshness.css';
import { STATE_NAMES, isTroubled, oldestData, useFreshness, worstState } from './freshness.js';

/** Amber line over a page whose sources are late or down: the last good data stay, and say how old they are. */
export function SourceBanner({ sources }: { sources: readonly string[] }) {
  const troubled = useFreshness(sources).filter(({ state }) => isTroubled(state));
  if (!troubled.length) return null;
  return (
    <div role="status" className={`source-banner source-${worstState(troubled)}`}>
      <b>⚠ 数据可能不是最新：</b>
      {troubled.map(({ source, name, state, dataAt, message }) => (
        <span key={source}>
          {name}
          {STATE_NAMES[state]}，显示的是{dataAt ? ` ${formatTime(dataAt)} ` : '此前'}的数据{message && `（${message}）`}
        </span>
      ))}
    </div>
  );
}

/** `数据更新于 今天 10:32 · HIS、LIS`: the oldest of the page's sources. */
export function UpdatedAt({ sources, readAt }: { sources: readonly string[]; readAt: number }) {
  const items = useFreshness(sources);
  const at = oldestData(items);
  const late = isTroubled(worstState(items));
  if (!items.length) return <span className="weak">数据读取于 {formatTime(new Date(readAt).toISOString())}</span>;
  return (
    <span
      className={late ? 'updated-late' : 'weak'}
      title={items.map((one) => `${one.name} ${STATE_NAMES[one.state]} ${formatTime(one.dataAt)}`).join('\n')}
    >
      {late && '⚠ '}数据更新于 {at ? formatTime(at) : '—'} · {items.map(({ name }) => name).join('、')}
    </span>
  );
}
