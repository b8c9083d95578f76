import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Problem } from '@cadre/connector-kit/mapping';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import type { Delivery } from './delivery.js';
import { fieldName } from './field-names.js';

/** `transport`: the line itself; `reference`: what it refers to has not come yet. */
export type FailureKind = 'format' | 'mapping' | 'rule' | 'conflict' | 'transport' | 'reference';

export interface SetAside {
  /** Its place in the delivery. */
  readonly index: number;
  /** The source's own key, or a digest of the payload where no key can be read. */
  readonly key: string;
  readonly kind: FailureKind;
  /** Chinese; no values of the record. */
  readonly reason: string;
  readonly problems: readonly Problem[];
  readonly raw: string;
}

const RULES: Readonly<Record<string, string>> = {
  required: '缺少必填内容', integer: '不是整数', decimal: '不是数字', date: '不是有效日期', instant: '不是有效时间', flag: '不是可识别的是/否标志',
};

/** One sentence that names every bad field. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ field, rule }) => `${fieldName(field)}${RULES[rule] ?? rule}`).join('；');
}

/** Sets aside what cannot be used, with its reasons, and goes on. The same record failing again is one row, counted. */
@Injectable()
export class Quarantine {
  constructor(private readonly cipher: FieldCipher) {}

  async add(em: EntityManager, { source, stream, runId }: Delivery, failures: readonly SetAside[]): Promise<void> {
    for (const { key, kind, reason, problems, raw } of failures) {
      await em.query(
        `insert into quarantine (source_id, stream_id, key, kind, reason, problems, group_hash, payload_cipher, run_id, mapping_version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (source_id, stream_id, key) where status = 'open' do update set last_at = now(), attempts = quarantine.attempts + 1,
           kind = excluded.kind, reason = excluded.reason, problems = excluded.problems, group_hash = excluded.group_hash,
           payload_cipher = excluded.payload_cipher, run_id = excluded.run_id, mapping_version = excluded.mapping_version`,
        [
          source.id, stream.id, key, kind, reason,
          // Values may be a person's data; the payload keeps them, encrypted.
          JSON.stringify(problems.map(({ field, rule }) => ({ field, rule }))),
          digest(`${source.id} ${stream.id} ${kind} ${reason}`), this.cipher.seal(raw),
          runId, source.versions.get(stream.id) ?? null,
        ],
      );
    }
  }

  /** What was set aside and has now been stored after all needs nobody's attention any more. */
  async heal(em: EntityManager, { source, stream }: Delivery, keys: readonly string[]): Promise<void> {
    await em.query(
      `update quarantine set status = 'replayed', closed_at = now(), closed_by = 'system', close_reason = '后续数据已正常写入'
       where source_id = $1 and stream_id = $2 and key = any ($3) and status = 'open'`,
      [source.id, stream.id, keys],
    );
  }
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
