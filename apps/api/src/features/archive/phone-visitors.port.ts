import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SignInNeeded } from '../../platform/http/refusal.js';

/** Who sits at the phone: the person himself, or somebody he authorised to read his reports. */
export interface PhoneVisitor {
  /** For the record of who read; no name. */
  readonly account: string;
  /** Whose records he may read: himself, those who authorised him. */
  readonly beneficiaryIds: readonly string[];
}

/** What is done on a phone and kept with the names of those concerned. */
export type PhoneAct = 'sign-in' | 'list' | 'read' | 'download';

/** Knows the accounts of service objects and their proxies; whoever keeps these accounts offers it. */
export interface PhoneVisitorSource {
  /** Null when the token is not, or no longer, that of a session. */
  visitorOf(token: string): Promise<PhoneVisitor | null>;
  /** Whether a person, or a proxy of his, has an account that can be read with; else why not, in Chinese. */
  readiness(em: EntityManager, beneficiaryId: string): Promise<{ readonly ready: boolean; readonly reason: string | null }>;
  /** Puts on record that the account did something with this person's records, in the transaction of the act. */
  acted(em: EntityManager, account: string, beneficiaryId: string, act: PhoneAct): Promise<void>;
}

/** The seam between what is sent to people and the accounts they read it with. Without accounts nothing is sent and nobody reads. */
@Injectable()
export class PhoneVisitors {
  private source: PhoneVisitorSource | null = null;

  offer(source: PhoneVisitorSource): void {
    this.source = source;
  }

  /** Throws SignInNeeded when the header names no session of a phone. */
  async visitorOf(authorization: string | undefined): Promise<PhoneVisitor> {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    const visitor = token ? await this.source?.visitorOf(token) : null;
    if (!visitor) throw new SignInNeeded();
    return visitor;
  }

  async acted(em: EntityManager, { account, beneficiaryIds }: PhoneVisitor, act: PhoneAct, beneficiaryId?: string): Promise<void> {
    for (const id of beneficiaryId ? [beneficiaryId] : beneficiaryIds) await this.source?.acted(em, account, id, act);
  }

  async readiness(em: EntityManager, beneficiaryId: string): Promise<{ ready: boolean; reason: string | null }> {
    return (await this.source?.readiness(em, beneficiaryId)) ?? { ready: false, reason: '手机端尚未启用' };
  }
}
