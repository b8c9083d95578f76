import type { EntityManager } from 'typeorm';

/** A patient as a source knows him. Dates are `YYYY-MM-DD`, `sex` GB/T 2261.1, everything else the source's own text. */
export interface SourcePatient {
  readonly patientId: string;
  readonly name: string;
  readonly sex?: string | null;
  readonly birthDate?: string | null;
  readonly idCardNo?: string | null;
  readonly phone?: string | null;
  readonly workUnit?: string | null;
  readonly chargeType?: string | null;
  readonly insuranceNo?: string | null;
  readonly socialSecurityNo?: string | null;
  readonly careCardNo?: string | null;
  readonly vipFlag?: boolean | null;
  /** The name is an alias or was encrypted: it proves nothing. */
  readonly aliasName?: boolean | null;
  readonly cancelled?: boolean | null;
  readonly mergedInto?: string | null;
}

/** Whom a patient turned out to be. `review` and `suspected` wait for a person's decision: nothing of them is kept yet. */
export interface Resolution {
  readonly patientId: string;
  readonly outcome: 'linked' | 'review' | 'suspected' | 'stranger';
  readonly beneficiaryId: string | null;
  readonly confidential: boolean;
  /** True when this call made the link: his history has to be asked for. */
  readonly linkIsNew: boolean;
}

export interface LinkedPerson {
  readonly beneficiaryId: string;
  readonly confidential: boolean;
}

/** What became of a merge of two patient numbers at the source. */
export interface MergeOutcome {
  /** `conflict`: both numbers belong to different people of ours; a person decides. `stranger`: neither is ours. */
  readonly outcome: 'moved' | 'unchanged' | 'conflict' | 'stranger';
  /** Patient numbers that were linked just now: their history has to be asked for. */
  readonly newLinks: readonly string[];
  readonly beneficiaryIds: readonly string[];
}

/** Who among a source's patients is one of ours. */
export abstract class IdentityResolver {
  /** Recognises a page of patients, in the order given; writes links and candidates. One query per kind of evidence. */
  abstract resolve(em: EntityManager, sourceSystem: string, patients: readonly SourcePatient[]): Promise<readonly Resolution[]>;

  /** The linked ones among these patient numbers; who is not in the map is not ours. */
  abstract linked(em: EntityManager, sourceSystem: string, patientIds: readonly string[]): Promise<ReadonlyMap<string, LinkedPerson>>;

  /** Follows a merge of `from` into `into`, or takes it back. Links and facts move; nothing is lost. May be repeated. */
  abstract merge(em: EntityManager, sourceSystem: string, from: string, into: string, action: 'merge' | 'unmerge'): Promise<MergeOutcome>;
}
