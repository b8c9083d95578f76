import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import type { Caller } from '../../platform/access/caller.js';
import { AuditProof } from '../../platform/audit/chain/audit-proof.js';
import { ChainWriter } from '../../platform/audit/chain/chain-writer.js';
import { proofSentence } from '../../platform/audit/chain/proof-words.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Conflict } from '../../platform/http/refusal.js';
import { Parameters } from '../settings/parameters.port.js';
import type { ProofState, VerifyAnswer, VerifyRequest } from './proof.dto.js';

/** The proof as auditors see it and ask for it. */
@Injectable()
export class ProofService {
  private running = false;

  constructor(
    private readonly proof: AuditProof,
    private readonly writer: ChainWriter,
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
    private readonly environment: Environment,
  ) {}

  async state(caller: Caller): Promise<ProofState> {
    const [first]: { at: Date }[] = await this.db.asCaller(caller, (em) => em.query('select at from access_trail order by at limit 1'));
    const { last, anchors } = await this.proof.standing();
    return {
      block: last?.seq ?? null, chainedAt: last ? new Date(last.at) : null, hash: last?.hash.toString('hex') ?? null,
      algorithm: last?.algorithm ?? (this.environment.values.CRYPTO_PROFILE === 'gm' ? 'hmac-sm3' : 'sha256'),
      lastAnchorAt: anchors.at(-1)?.at ?? null, anchors: anchors.length, onlineFrom: first?.at ?? null,
      retentionDays: this.parameters.value('audit.retentionDays'), timeZone: 'Asia/Shanghai',
    };
  }

  /** What is new is chained first, so that the answer holds for everything written so far. One check at a time. */
  async verify(caller: Caller, { onlyNew }: VerifyRequest): Promise<VerifyAnswer> {
    await this.db.asCaller(caller, async () => undefined);
    if (this.running) throw new Conflict('ALREADY_RUNNING', '完整性校验正在进行，请稍候再试。');
    this.running = true;
    try {
      await this.writer.catchUp();
      const found = await this.proof.verify({ onlyNew });
      const { fault, forgedAnchor, rows, blocks, unchained, anchors, lastAnchorAt } = found;
      return {
        whole: fault === null && forgedAnchor === null, sentence: proofSentence(found), firstBad: fault?.seq ?? forgedAnchor, log: fault?.log ?? null,
        rows, blocks, unchained, anchors, lastAnchorAt,
      };
    } finally {
      this.running = false;
    }
  }
}
