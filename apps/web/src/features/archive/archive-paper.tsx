import { Fragment } from 'react';
import { NOTHING, formatDate } from '../../shared/format/dates.js';
import type { Block, Fact } from './archive-types.js';
import { toneOf } from './archive-section.js';
import { TrendLine } from './trend-line.js';

const NUMERALS = '一二三四五六七八九十';

interface Props {
  readonly title?: string;
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  readonly notes: readonly string[];
  /** Across the page: what it is not yet. */
  readonly stamp?: string | null;
}

/** The record as paper: the same blocks as the PDF, in the browser. */
export function ArchivePaper({ title = '健康档案', subtitle, blocks, notes, stamp }: Props) {
  return (
    <article className="paper" aria-label="档案预览">
      {stamp && (
        <div className="paper-stamp" aria-hidden>
          {stamp}
        </div>
      )}
      <h1>{title}</h1>
      <p className="paper-subtitle">{subtitle}</p>
      {stamp && <p className="sr-only">{stamp}</p>}
      {notes.map((note) => (
        <p key={note}>
          <b>{note}</b>
        </p>
      ))}
      {blocks.map((block, index) => (
        <section key={`${block.section}-${block.form}-${index}`} className={block.pageBreak ? 'paper-break' : undefined}>
          <h2>
            {NUMERALS[index] ?? index + 1}、{block.title}
          </h2>
          {block.remark && <p className="weak">{block.remark}</p>}
          <Content block={block} />
        </section>
      ))}
    </article>
  );
}

function Content({ block }: { block: Block }) {
  if (block.form === 'chart') {
    // One value is no course; it stands in the table.
    return block.series.filter(({ points }) => points.length > 1).map((line, at) => (
      <figure key={`${line.code}-${at}`}>
        <TrendLine line={line} />
        <figcaption className="weak">
          {line.points.length} 次，最近 {formatDate(line.points.at(-1)?.at)}
          {line.note && `；${line.note}`}
        </figcaption>
      </figure>
    ));
  }
  if (block.facts.length === 0) return null;
  if (block.section === 'profile') {
    return (
      <dl className="paper-fields">
        {block.facts.map(({ key, cells }) => (
          <Fragment key={key}>
            <div>
              <dt>{cells['label']}：</dt>
              <dd>{cells['value'] ?? NOTHING}</dd>
            </div>
          </Fragment>
        ))}
      </dl>
    );
  }
  if (block.form === 'text' || block.form === 'timeline') return block.facts.map((fact) => <Paragraph key={fact.key} block={block} fact={fact} />);
  return (
    <table>
      <thead>
        <tr>
          {block.columns.map(({ key, title }) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">来源</th>
        </tr>
      </thead>
      <tbody>
        {block.facts.map((fact) => (
          <tr key={fact.key}>
            {block.columns.map(({ key }) => (
              <td key={key} className={toneOf(fact.tone, key)}>
                {fact.cells[key] ?? NOTHING}
              </td>
            ))}
            <td className="weak">
              {fact.source.system} {fact.source.number}
              {fact.corrected && ' 已更正'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HEAD = ['date', 'name', 'kind'];

function Paragraph({ block, fact }: { block: Block; fact: Fact }) {
  const said = block.columns.filter(({ key }) => fact.cells[key]);
  return (
    <div className="paper-paragraph">
      <b>
        {block.form === 'timeline' && '● '}
        {said
          .filter(({ key }) => HEAD.includes(key))
          .map(({ key }) => fact.cells[key])
          .join('  ')}
      </b>
      <p>
        {said
          .filter(({ key }) => !HEAD.includes(key))
          .map(({ key, title }) => `${title}：${fact.cells[key]}`)
          .join('  ')}{' '}
        <span className="weak">
          （来源 {fact.source.system} {fact.source.number}
          {fact.corrected && ' 已更正'}）
        </span>
      </p>
    </div>
  );
}
