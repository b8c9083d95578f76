import type { ArchiveContent, ArchiveColumn, ArchiveFact, ArchiveSection } from '../content/archive-content.js';
import type { SectionKey } from '../content/sections.js';

export const FORMS = ['table', 'chart', 'text', 'timeline'] as const;
export const PERIODS = ['all', '1y', '3y', '5y'] as const;

/** One block of a template: a part of the record, and how it is to look. */
export interface TemplateBlock {
  readonly section: SectionKey;
  readonly form: (typeof FORMS)[number];
  /** Instead of the part's own title. */
  readonly title: string | null;
  /** Keys in their order; null: all that the part has. */
  readonly columns: readonly string[] | null;
  readonly period: (typeof PERIODS)[number];
  readonly order: 'newest' | 'oldest';
  readonly limit: number | null;
  readonly pageBreak: boolean;
  readonly whenEmpty: 'hide' | 'print';
}

export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** A block with its facts: what the preview draws and the printer sets. */
export interface RenderedBlock extends Pick<ArchiveSection, 'state' | 'remark' | 'series'> {
  readonly section: SectionKey;
  readonly form: TemplateBlock['form'];
  readonly title: string;
  readonly columns: readonly ArchiveColumn[];
  readonly facts: readonly ArchiveFact[];
  readonly pageBreak: boolean;
}

/** Lays a record out as the template says. Only what is in the record can appear: a template adds no right. */
export function layOut(content: ArchiveContent, blocks: readonly TemplateBlock[], period: Period): RenderedBlock[] {
  return blocks.flatMap((block): RenderedBlock[] => {
    const section = content.sections.find(({ key }) => key === block.section);
    if (!section || section.state === 'not-allowed') return [];
    const keep = inPeriod(block, period, content);
    const facts = ordered(section.facts.filter(({ at }) => keep(at)), block).slice(0, block.limit ?? undefined);
    const series = section.series.map((line) => ({ ...line, points: line.points.filter(({ at }) => keep(at)) })).filter(({ points }) => points.length > 0);
    const isEmpty = block.form === 'chart' ? series.length === 0 : facts.length === 0;
    if (isEmpty && block.whenEmpty === 'hide') return [];
    const columns = block.columns ? block.columns.flatMap((key) => section.columns.find((column) => column.key === key) ?? []) : section.columns;
    return [{
      section: section.key, form: block.form, title: block.title ?? section.title, state: section.state, columns, pageBreak: block.pageBreak,
      remark: isEmpty ? `无${section.remark ? `（${section.remark}）` : ''}` : section.remark,
      facts: block.form === 'chart' ? [] : facts.map((fact) => ({ ...fact, cells: Object.fromEntries(columns.map(({ key }) => [key, fact.cells[key] ?? null])) })),
      series: block.form === 'chart' ? series : [],
    }];
  });
}

/** Only the parts that the template shows, and of them only its columns: a version holds no more than it may print. */
export function onlyShown(content: ArchiveContent, blocks: readonly TemplateBlock[]): ArchiveContent {
  const sections = content.sections.flatMap((section): ArchiveSection[] => {
    const own = blocks.filter((block) => block.section === section.key);
    if (own.length === 0) return [];
    const keys = own.some(({ columns }) => columns === null) ? null : new Set(own.flatMap(({ columns }) => columns ?? []));
    const facts = keys ? section.facts.map((fact) => ({ ...fact, cells: Object.fromEntries(Object.entries(fact.cells).filter(([key]) => keys.has(key))) })) : section.facts;
    return [{ ...section, columns: keys ? section.columns.filter(({ key }) => keys.has(key)) : section.columns, facts }];
  });
  const showsDiagnoses = sections.some(({ columns }) => columns.some(({ key }) => key === 'group'));
  return { ...content, sections, groups: showsDiagnoses ? content.groups : [] };
}

const YEARS: Readonly<Record<TemplateBlock['period'], number | null>> = { all: null, '1y': 1, '3y': 3, '5y': 5 };

/** What holds without a day is in every period. */
function inPeriod({ period }: TemplateBlock, { from, to }: Period, { asOf, assembledAt }: ArchiveContent): (at: string | null) => boolean {
  const years = YEARS[period];
  const end = new Date(asOf ?? assembledAt);
  const earliest = [from ? Date.parse(`${from}T00:00:00+08:00`) : -Infinity, years ? new Date(end).setFullYear(end.getFullYear() - years) : -Infinity];
  const latest = to ? Date.parse(`${to}T00:00:00+08:00`) + 24 * 3600 * 1000 : Infinity;
  return (at) => at === null || (Date.parse(at) >= Math.max(...earliest) && Date.parse(at) < latest);
}

/** Diagnoses, results and the years of check-ups keep the order that the rules give them unless the oldest are asked for first. */
function ordered(facts: readonly ArchiveFact[], { order }: TemplateBlock): ArchiveFact[] {
  if (order === 'newest') return [...facts];
  return facts.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
}
