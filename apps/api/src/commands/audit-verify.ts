import { parseArgs } from 'node:util';
import { AuditProof } from '../platform/audit/chain/audit-proof.js';
import { proofCount, proofSentence } from '../platform/audit/chain/proof-words.js';
import { withApplication } from './application.js';

/** Exit code: 0 everything is as it was written, 2 it is not; the first line then names the first bad number. */
export async function auditVerify(args: readonly string[], print: (line: string) => void): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { anchor: { type: 'string' }, new: { type: 'boolean', default: false } } });
  const proof = await withApplication((app) => app.get(AuditProof, { strict: false }).verify({ anchorFile: values.anchor, onlyNew: values.new }));
  const bad = proof.fault?.seq ?? proof.forgedAnchor;
  if (bad !== null) print(`首个异常序号：${bad}`);
  print(proofSentence(proof));
  print(proofCount(proof));
  return bad === null ? 0 : 2;
}
