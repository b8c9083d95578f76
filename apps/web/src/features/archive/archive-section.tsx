import { NOTHING } from '../../shared/format/dates.js';
import { FactSource } from './fact-source.js';
import { STATE_WORDS, type Section } from './archive-types.js';

interface Props {
  readonly section: Section;
  readonly onOpen: (kind: 'lab' | 'visit' | 'checkup', id: string) => void;
}

/** One part of the record, each line with its source; an empty one says why. */
export function ArchiveSection({ section, onOpen }: Props) {
  const { key, title, state, remark, columns, facts } = section;
  return (
    <section className="patient-card" id={`archive-${key}`} aria-labelledby={`archive-${key}-title`}>
      <h2 id={`archive-${key}-title`}>
        {title} <span className="weak archive-count">{facts.length > 0 && `${facts.length} 条`}</span>
      </h2>
      {state !== 'present' && (
        <p className={state === 'interrupted' ? 'notice-line' : 'weak'} role="status">
          <span aria-hidden>{STATE_WORDS[state].mark}</span> {STATE_WORDS[state].word}
          {remark && `：${remark}`}
        </p>
      )}
      {facts.length > 0 && (
        <div className="archive-scroll" tabIndex={0} role="region" aria-label={`${title}明细`}>
          <table className="plain-table archive-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col">
                    {column.title}
                  </th>
                ))}
                <th scope="col">来源</th>
              </tr>
            </thead>
            <tbody>
              {facts.map((fact) => (
                <tr key={fact.key}>
                  {columns.map((column) => (
                    <td key={column.key} className={toneOf(fact.tone, column.key)}>
                      {fact.cells[column.key] ?? NOTHING}
                    </td>
                  ))}
                  <td className="archive-source">
                    <FactSource fact={fact} onOpen={onOpen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Colour goes with an arrow that is in the text. */
export function toneOf(tone: string, column: string): string | undefined {
  return ['result', 'latest', 'conclusion'].includes(column) && (tone === 'abnormal' || tone === 'critical') ? 'flag' : undefined;
}
