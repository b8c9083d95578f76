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

/** What a source says of two of its patient numbers: one person, or two again. The newest word of a pair holds, whenever it arrives. */
export interface ToldMerge {
  readonly from: string;
  readonly into: string;
  readonly action: 'merge' | 'unmerge';
  /** ISO 8601. Equal versions are told apart by rank, then by hash. */
  readonly version: string;
  readonly rank: number;
  readonly hash: string;
}

/**
 * What became of it. `conflict`: the numbers belong to different people of ours and a person decides. `stranger`: neither
 * is ours. `superseded`: a newer word about the pair is known.
 */
export type MergeOutcome = 'moved' | 'unchanged' | 'conflict' | 'stranger' | 'superseded';

/** Who among a source's patients is one of ours. */
export abstract class IdentityResolver {
  /** Recognises a page of patients, in the order given; writes links and candidates. One query per kind of evidence. */
  abstract resolve(em: EntityManager, sourceSystem: string, patients: readonly SourcePatient[]): Promise<readonly Resolution[]>;

  /** Follows merges and splits of patient numbers; the outcome of each, in their order. Links and facts move, nothing is lost. May be repeated. */
  abstract mergesTold(em: EntityManager, sourceSystem: string, merges: readonly ToldMerge[]): Promise<readonly MergeOutcome[]>;
}
