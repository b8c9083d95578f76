import { inIcdRanges } from '@cadre/clinical/icd-range';
import type { Caller } from '../../../platform/access/caller.js';
import { keyItems, type RuleSet } from '../rules/archive-rule.js';
import type { ArchiveContent, ArchiveFact, ArchiveSection, ArchiveSeries, Completeness } from './archive-content.js';
import { ownSummaryFacts } from './own-summaries.js';
import type { PersonFacts } from './facts.queries.js';
import { checkupFacts, labFacts } from './measured-facts.js';
import type { PersonBasics } from './person-facts.queries.js';
import { diagnosisFacts, drugFacts, examFacts, rosterFacts, summaryFacts, surgeryFacts, visitFacts } from './section-facts.js';
import { SECTIONS, type SectionSpec } from './sections.js';
import { type SourceStanding, standingOf } from './source-standing.queries.js';

export interface AssembleParts {
  readonly asOf: string | null;
  readonly person: PersonBasics;
  readonly facts: PersonFacts;
  readonly rules: RuleSet;
  readonly standings: readonly SourceStanding[];
  readonly now: Date;
}

/** Puts a record together. Pure: the same facts and rules give the same record. */
export function assemble({ asOf, person, facts, rules, standings, now }: AssembleParts): ArchiveContent {
  const codes = facts.diagnoses.filter(({ suspected }) => !suspected).map(({ code }) => code);
  const keys = keyItems(rules.rules, codes);
  const groupsOf = (code: string | null): string[] => keys.groups.filter(({ icd }) => inIcdRanges(code, icd)).map(({ name }) => name);
  const labs = labFacts(facts.labs, keys);
  const found: Readonly<Record<SectionSpec['key'], Pick<ArchiveSection, 'facts'> & Partial<ArchiveSection>>> = {
    profile: { facts: rosterFacts('profile', person) },
    background: { facts: rosterFacts('background', person) },
    diagnoses: { facts: diagnosisFacts(facts.diagnoses, keys, groupsOf) },
    visits: { facts: visitFacts(facts.visits) },
    labs,
    exams: { facts: examFacts(facts.exams, keys) },
    medications: { facts: drugFacts(facts.drugs, keys) },
    surgeries: { facts: surgeryFacts(facts.surgeries) },
    checkups: checkupFacts(facts.checkups, keys, SECTIONS.find(({ key }) => key === 'checkups')!.columns),
    // The hospital's own word stands before that of the check-up centre.
    summary: { facts: [...ownSummaryFacts(facts.summaries), ...summaryFacts(facts.checkups)] },
  };
  const sections = SECTIONS.map((spec) => sectionOf(spec, found[spec.key], standings));
  return {
    asOf, assembledAt: now.toISOString(), ruleVersion: rules.version, groups: keys.groups.map(({ code, name }) => ({ code, name })), sections,
    missing: sections.flatMap(({ title, state, remark }) => (state === 'interrupted' || state === 'not-connected') && remark ? [`${title}：${remark}`] : []),
  };
}

function sectionOf(spec: SectionSpec, { facts, series = [], columns }: { facts: readonly ArchiveFact[]; series?: readonly ArchiveSeries[]; columns?: ArchiveSection['columns'] }, standings: readonly SourceStanding[]): ArchiveSection {
  const { state, remark } = standingOf(spec.targets, standings);
  const told: { state: Completeness; remark: string | null } =
    state === 'interrupted' ? { state, remark }
    : facts.length > 0 ? { state: 'present', remark: null }
    : state === 'not-connected' ? { state, remark }
    : { state: 'no-records', remark: '已对接的系统中无此类记录' };
  return { key: spec.key, title: spec.title, columns: columns ?? spec.columns.map(({ key, title }) => ({ key, title })), facts, series, ...told };
}

/** What this reader may see of a record: parts and columns that he has no right to are not there, nor how many they were. */
export function forReader(content: ArchiveContent, { permissions }: Pick<Caller, 'permissions'>): ArchiveContent {
  const sections = SECTIONS.flatMap((spec): ArchiveSection[] => {
    const section = content.sections.find(({ key }) => key === spec.key);
    if (!section) return [];
    if (!permissions.has(spec.permission)) {
      return [{ ...section, state: 'not-allowed', remark: '您没有查看该部分的权限', columns: [], facts: [], series: [] }];
    }
    const hidden = new Set(spec.columns.filter(({ permission }) => permission && !permissions.has(permission)).map(({ key }) => key));
    // Why an item is shown names a diagnosis.
    if (!permissions.has('diagnosis:read')) hidden.add('group');
    return hidden.size === 0 ? [section] : [withoutColumns(section, hidden)];
  });
  return { ...content, groups: permissions.has('diagnosis:read') ? content.groups : [], sections };
}

function withoutColumns(section: ArchiveSection, hidden: ReadonlySet<string>): ArchiveSection {
  const facts = section.facts.map((fact) => ({ ...fact, cells: Object.fromEntries(Object.entries(fact.cells).filter(([key]) => !hidden.has(key))) }));
  return { ...section, columns: section.columns.filter(({ key }) => !hidden.has(key)), facts };
}
