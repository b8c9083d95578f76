import { Progress } from 'antd';
import { completeness, type Section, STATE_WORDS } from './archive-types.js';

/** How complete the record is, part by part and why; each leads to its part. */
export function CompletenessBar({ sections }: { sections: readonly Section[] }) {
  const { present, of, percent } = completeness(sections);
  return (
    <div className="archive-complete">
      <div className="archive-percent">
        <span>完整度</span>
        <Progress percent={percent} size="small" showInfo={false} aria-label={`完整度 ${percent}%`} style={{ width: 120 }} />
        <b>
          {present}/{of}
        </b>
      </div>
      <ul aria-label="各部分状态">
        {sections.map(({ key, title, state, remark }) => (
          <li key={key}>
            <a href={`#archive-${key}`} className={state === 'present' ? 'tag tag-good' : state === 'interrupted' ? 'tag tag-late' : 'tag'} title={remark ?? undefined}>
              <span aria-hidden>{STATE_WORDS[state].mark}</span> {title}
              {state !== 'present' && ` ${STATE_WORDS[state].word}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
