import { createHash, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import yazl from 'yazl';
import { Environment } from '../../../config/config.module.js';
import type { Caller } from '../../../platform/access/caller.js';
import { ArchivedLines } from '../../../platform/audit/chain/archived-lines.js';
import { AuditProof } from '../../../platform/audit/chain/audit-proof.js';
import { blocksAfter } from '../../../platform/audit/chain/blocks.js';
import type { Block } from '../../../platform/audit/chain/chain-hash.js';
import { ChainWriter } from '../../../platform/audit/chain/chain-writer.js';
import { type LogLine, linesOf } from '../../../platform/audit/chain/log-lines.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { hospitalName } from '../../../platform/http/hospital-name.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { isOwnAffair } from '../trail/changed-fields.js';
import type { EvidenceRequest } from './evidence.dto.js';
import { evidenceReadme } from './evidence-readme.js';

const MOST_ROWS = 200_000;
const VERIFIER = new URL('../../../../assets/verify-evidence.mjs', import.meta.url);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Gathered {
  readonly blocks: readonly Block[];
  /** Lines; the access trail counts them. */
  readonly items: readonly string[];
}

/**
 * What may be handed to somebody outside: the rows of a period, the chain that holds them, the anchors, and a program that
 * checks all of it on any machine with Node. Rows of changed data of people stay here; the chain carries their digests.
 */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly writer: ChainWriter,
    private readonly proof: AuditProof,
    private readonly environment: Environment,
  ) {}

  async package(caller: Caller, request: EvidenceRequest): Promise<StreamableFile> {
    if (request.from > request.to) throw new BadInput('开始日期晚于结束日期，请调整后重试。', [{ field: 'to', message: '早于开始日期' }]);
    caller.request.reason = request.reason;
    await this.writer.catchUp();
    await this.proof.anchor();
    const { anchors } = await this.proof.standing();
    const { blocks, items: lines } = await this.db.asCaller(caller, (em) => this.gather(em, request));
    const text = (rows: readonly unknown[]): Buffer => Buffer.from(rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
    const publicKey = Buffer.from(this.writer.keys.verifying.export({ type: 'spki', format: 'pem' }));
    const files: Record<string, Buffer> = {
      'rows.jsonl': text(lines),
      'chain.jsonl': text(blocks.map((block) => ({
        ...block, digests: block.digests.toString('base64'), prev: block.prev.toString('hex'), hash: block.hash.toString('hex'),
      }))),
      'anchors.json': Buffer.from(JSON.stringify(anchors, null, 2)),
      'public-key.pem': publicKey,
      'verify.mjs': readFileSync(VERIFIER),
    };
    const manifest = Buffer.from(JSON.stringify({
      format: 'cadre-audit-evidence/1', hospital: hospitalName(), madeAt: new Date().toISOString(), madeBy: caller.username, reason: request.reason,
      from: request.from, to: request.to, person: request.person ?? null, rows: lines.length, blocks: blocks.length,
      files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)])),
    }, null, 2));
    files['manifest.json'] = manifest;
    files['manifest.sig'] = Buffer.from(sign(null, manifest, this.writer.keys.signing).toString('base64'));
    files['说明.txt'] = Buffer.from(evidenceReadme(request, { rows: lines.length, blocks: blocks.length, fingerprint: sha256(publicKey) }));
    const packed = await zipped(files);
    const name = `审计证据_${request.from}_${request.to}.zip`;
    return new StreamableFile(packed, {
      type: 'application/zip', length: packed.length,
      disposition: `attachment; filename="evidence.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  /** Whole groups: every row of the period and, at both ends, what was chained together with it. */
  private async gather(em: EntityManager, { from, to, person }: EvidenceRequest): Promise<Gathered> {
    await em.query('set local statement_timeout = 0');
    const [range]: { first: number | null; last: number | null; rows: number | null }[] = await em.query(
      `select min(seq) as first, max(seq) as last, sum(cardinality(access_rows) + cardinality(change_rows)) as rows from audit_chain
       where at >= ($1 || 'T00:00:00+08:00')::timestamptz and at < ($2 || 'T00:00:00+08:00')::timestamptz + interval '1 day 1 minute'`,
      [from, to],
    );
    if (!range?.first) throw new BadInput('这段时间没有审计记录，请调整日期。');
    if (Number(range.rows) > MOST_ROWS) throw new BadInput('这段时间的记录超过 200,000 条，请按更短的时间分别导出。');
    const archived = await ArchivedLines.open(em, this.environment.values.DATA_DIR);
    const blocks: Block[] = [];
    const lines: string[] = [];
    for (let after = range.first - 1; after < range.last!; after = blocks.at(-1)!.seq) {
      for (const block of await blocksAfter(em, after, Math.min(50, range.last! - after))) {
        blocks.push(block);
        const access = archived.of(block, 'access') ?? (await linesOf(em, 'access', block.accessRows));
        const change = archived.of(block, 'change') ?? (await linesOf(em, 'change', block.changeRows));
        lines.push(...access.filter((one) => isAbout(one, person)).map(({ line }) => line), ...change.filter((one) => mayLeave(one, person)).map(({ line }) => line));
      }
    }
    return { blocks, items: lines };
  }
}

function isAbout({ line }: LogLine, person: string | undefined): boolean {
  return person === undefined || ((JSON.parse(line) as { people: string[] | null }).people ?? []).includes(person);
}

function mayLeave({ line }: LogLine, person: string | undefined): boolean {
  return person === undefined && isOwnAffair((JSON.parse(line) as { table: string }).table);
}

async function zipped(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream);
}
