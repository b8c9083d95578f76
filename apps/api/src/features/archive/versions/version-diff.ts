import type { ArchiveContent, ArchiveFact } from '../content/archive-content.js';
import type { VersionChange } from './version.dto.js';

/** What two records say differently, part by part. The same fact is known by its source and its key there. */
export function differences(before: ArchiveContent, after: ArchiveContent): VersionChange[] {
  const keys = [...new Set([...after.sections, ...before.sections].map(({ key }) => key))];
  return keys.flatMap((key) => {
    const [was, is] = [before, after].map(({ sections }) => sections.find((section) => section.key === key));
    const title = (is ?? was)!.title;
    const [old, now] = [byKey(was?.facts), byKey(is?.facts)];
    return [...new Set([...now.keys(), ...old.keys()])].flatMap((fact): VersionChange[] => {
      const [left, right] = [old.get(fact), now.get(fact)].map((one) => (one ? sentence(one) : null));
      if (left === right) return [];
      return [{ section: title, kind: left === null ? 'added' : right === null ? 'removed' : 'changed', before: left ?? null, after: right ?? null }];
    });
  });
}

const byKey = (facts: readonly ArchiveFact[] = []): Map<string, ArchiveFact> => new Map(facts.map((fact) => [fact.key, fact]));
const sentence = ({ cells }: ArchiveFact): string => Object.values(cells).filter((cell) => cell !== null && cell !== '').join(' · ');
