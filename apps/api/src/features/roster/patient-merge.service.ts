import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import { HistoryRequests } from '../extraction/history-requests.port.js';
import type { MergeOutcome, ToldMerge } from './identity-resolver.port.js';
import { LinkMoves, type StoredLink } from './link-moves.queries.js';
import { groupNumbers, type MergeGroups } from './merge-groups.js';
import { type Connected, MergeRecords } from './merge-records.queries.js';
import { type MergeConflict, MergeQuestions } from './merge-questions.service.js';

/** Rules of links that stand on nothing but a merge: they go with it. */
export const DERIVED_RULES: ReadonlySet<string> = new Set(['MERGE', 'M2']);

interface WorkedOut {
  /** Numbers whose link is not what it was. */
  readonly changed: ReadonlySet<string>;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Follows what the sources say of their patient numbers: two are one person, or two again, in chains, backwards, before
 * anybody has heard of either. Links are worked out from everything that is known, never from what happened to come last.
 */
@Injectable()
export class PatientMerge {
  constructor(
    private readonly records: MergeRecords,
    private readonly links: LinkMoves,
    private readonly questions: MergeQuestions,
    private readonly history: HistoryRequests,
  ) {}

  /** What became of each told merge, in their order. May be repeated. */
  async told(em: EntityManager, source: string, merges: readonly ToldMerge[]): Promise<MergeOutcome[]> {
    await this.records.inTurn(em, source);
    const words: ('new' | 'known' | 'old')[] = [];
    for (const merge of merges) words.push(await this.records.keep(em, source, merge));
    const before = await this.links.of(em, source, merges.flatMap(({ from, into }) => [from, into]));
    const isNews = words.includes('new') || (await this.bringsNames(em, source, merges.filter((_, at) => words[at] === 'known'), before));
    const moved = await this.workOut(em, source, isNews ? merges.flatMap(({ from, into }) => [from, into]) : []);
    const after = await this.links.of(em, source, merges.flatMap(({ from, into }) => [from, into]));
    return merges.map(({ from, into }, at) => {
      if ([from, into].every((id) => ownerIn(before, id) === null && ownerIn(after, id) === null)) return 'stranger';
      if (words[at] === 'old') return 'superseded';
      if (moved.conflicts.some((pair) => pair.from === from && pair.into === into)) return 'conflict';
      return [from, into].some((id) => moved.changed.has(id)) ? 'moved' : 'unchanged';
    });
  }

  /** A word that was known before may now bring the name of a number that had none: beside one of ours, or further along a chain. */
  private async bringsNames(em: EntityManager, source: string, known: readonly ToldMerge[], links: ReadonlyMap<string, StoredLink>): Promise<boolean> {
    if (known.some(({ from, into }) => ownerIn(links, from) !== ownerIn(links, into))) return true;
    const strangers = known.filter(({ from }) => ownerIn(links, from) === null).flatMap(({ from, into }) => [from, into]);
    if (strangers.length === 0) return false;
    const { names } = await this.records.connected(em, source, strangers);
    return names.size > new Set(strangers).size;
  }

  /**
   * Numbers that have just become ours: merges that were told of them before take effect now. People who decide about links
   * do not see what was told; for their decisions the nightly list of merges does it.
   */
  async becameOurs(em: EntityManager, source: string, patientIds: readonly string[]): Promise<void> {
    if (patientIds.length === 0) return;
    await this.links.restore(em, source, patientIds);
    if (!(await this.records.any(em, source))) return;
    await this.records.inTurn(em, source);
    await this.workOut(em, source, await this.records.merged(em, source, patientIds));
  }

  /** Numbers that are nobody's by themselves may be somebody's by a merge. Those that are ours now. */
  async lookFor(em: EntityManager, source: string, strangers: readonly string[]): Promise<readonly string[]> {
    if (strangers.length === 0 || !(await this.records.any(em, source))) return [];
    const merged = await this.records.merged(em, source, strangers);
    if (merged.length === 0) return [];
    await this.records.inTurn(em, source);
    const { changed } = await this.workOut(em, source, merged);
    return merged.filter((id) => changed.has(id));
  }

  private async workOut(em: EntityManager, source: string, patientIds: readonly string[]): Promise<WorkedOut> {
    if (patientIds.length === 0) return { changed: new Set(), conflicts: [] };
    const connected = await this.records.connected(em, source, patientIds);
    const links = await this.links.of(em, source, [...connected.names.values()]);
    const groups = groupNumbers(ownersByThemselves(connected, links), connected.pairs);
    const changed = new Set<string>();
    const fresh: string[] = [];
    for (const [index, patientId] of connected.names) {
      const wanted = { owner: groups.owners.get(index) ?? null, mergedWith: connected.names.get(groups.mergedWith.get(index) ?? '') ?? null };
      const became = await this.links.become(em, source, patientId, links.get(patientId), wanted);
      if (became !== 'same') changed.add(patientId);
      if (became === 'linked') fresh.push(patientId);
    }
    await this.links.restore(em, source, fresh);
    if (fresh.length) await this.history.linked(em, source, fresh);
    await this.records.name(em, source, namesToKeep(connected, groups));
    await this.lookForNameless(em, connected, groups);
    const conflicts = groups.conflicts.flatMap(({ from, into }) => {
      const [left, right] = [connected.names.get(from), connected.names.get(into)];
      return left !== undefined && right !== undefined ? [{ from: left, into: right, owner: groups.owners.get(into)! }] : [];
    });
    await this.questions.ask(em, source, conflicts);
    await announce(em, [...groups.owners.values(), ...[...links.values()].map(({ beneficiaryId }) => beneficiaryId)], changed.size > 0);
    return { changed, conflicts };
  }

  /** A number of ours whose name we never kept: the lists of patients are read once more, and it passes by. */
  private async lookForNameless(em: EntityManager, connected: Connected, { owners }: MergeGroups): Promise<void> {
    const nameless = [...owners].find(([index, owner]) => owner !== null && !connected.names.has(index));
    if (nameless) await this.history.request(em, nameless[1]!);
  }

  /** A number that was ours by a merge alone is found to be somebody's by its own signs. */
  async proved(em: EntityManager, source: string, patientId: string, found: { beneficiaryId: string; rule: string; reason: string }): Promise<void> {
    const link = (await this.links.of(em, source, [patientId])).get(patientId);
    if (!link?.active || !DERIVED_RULES.has(link.rule) || DERIVED_RULES.has(found.rule)) return;
    await this.links.prove(em, source, link, found);
    await this.becameOurs(em, source, [patientId]);
  }

  /** Gives up a link: back to whom it belonged before, or to nobody, with everything that came under it. False: there is none. */
  async giveUp(em: EntityManager, source: string, patientId: string, reason: string): Promise<boolean> {
    const link = (await this.links.of(em, source, [patientId])).get(patientId);
    if (!link?.active) return false;
    const concerned = await this.links.takeBack(em, source, link, reason);
    await announce(em, concerned, true);
    return true;
  }

  /** A person has decided that `patientId` belongs to somebody else than it was linked to. The strictest secrecy wins. */
  async repoint(em: EntityManager, source: string, link: { patientId: string; beneficiaryId: string }, to: string, mergedInto: string | null): Promise<void> {
    await this.links.decide(em, source, link, to, mergedInto);
    await this.becameOurs(em, source, [link.patientId]);
    await announce(em, [link.beneficiaryId, to], true);
  }
}

function ownerIn(links: ReadonlyMap<string, StoredLink>, patientId: string): string | null {
  const link = links.get(patientId);
  return link?.active ? link.beneficiaryId : null;
}

/** Whose each number is without any merge; a decision that somebody made because of a merge holds as long as the merge. */
function ownersByThemselves({ names, pairs }: Connected, links: ReadonlyMap<string, StoredLink>): Map<string, string | null> {
  const together = new Set(pairs.flatMap(({ from, into }) => [`${from} ${into}`, `${into} ${from}`]));
  const indexOf = new Map([...names].map(([index, id]) => [id, index]));
  return new Map([...names].map(([index, id]) => {
    const link = links.get(id);
    if (!link?.active) return [index, null];
    if (link.beforeMerge !== null && link.mergedInto !== null) {
      const other = indexOf.get(link.mergedInto);
      return [index, other !== undefined && together.has(`${index} ${other}`) ? link.beneficiaryId : link.beforeMerge];
    }
    return [index, DERIVED_RULES.has(link.rule) ? null : link.beneficiaryId];
  }));
}

/** Of groups that hold somebody of ours every known name; null takes the name away. */
function namesToKeep({ names }: Connected, { owners }: MergeGroups): Map<string, string | null> {
  return new Map([...names].map(([index, id]) => [index, (owners.get(index) ?? null) === null ? null : id]));
}

async function announce(em: EntityManager, people: readonly (string | null)[], changed: boolean): Promise<void> {
  if (!changed) return;
  const concerned = [...new Set(people.filter((id) => id !== null))];
  await LiveEvents.announce(em, concerned.map((beneficiaryId) => ({ topic: 'roster', beneficiaryId })));
}
