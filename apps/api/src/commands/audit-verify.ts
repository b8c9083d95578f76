import { parseArgs } from 'node:util';
import { AuditProof, type Proof } from '../platform/audit/chain/audit-proof.js';
import type { ChainFaultKind } from '../platform/audit/chain/chain-check.js';
import { withApplication } from './application.js';

const TABLES = { access: '访问记录 access_trail', change: '变更记录 change_log' } as const;

const KINDS: Readonly<Record<ChainFaultKind, string>> = {
  changed: '内容被修改', removed: '记录被删除', inserted: '记录是事后插入的', 'block-changed': '链条被修改', 'block-missing': '链条缺段',
  'not-as-anchored': '链条被重算，与锚点不符', truncated: '尾部被截断，锚点所记的内容已不存在',
};

/** Exit code: 0 everything is as it was written, 2 it is not. */
export async function auditVerify(args: readonly string[], print: (line: string) => void): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { anchor: { type: 'string' }, new: { type: 'boolean', default: false } } });
  const proof = await withApplication((app) => app.get(AuditProof, { strict: false }).verify({ anchorFile: values.anchor, onlyNew: values.new }));
  for (const line of sentencesOf(proof)) print(line);
  return proof.fault || proof.forgedAnchor ? 2 : 0;
}

function sentencesOf(proof: Proof): string[] {
  const { fault, forgedAnchor, rows, blocks, anchors, unchained } = proof;
  const count = `已核对 ${rows} 条记录、${blocks} 段链条、${anchors} 个锚点，另有 ${unchained} 条刚写入、尚未入链。`;
  if (fault) return [`首个异常序号：${fault.seq}`, `${TABLES[fault.log]}，第 ${fault.block} 段：${KINDS[fault.kind]}。`, count];
  if (forgedAnchor) return [`首个异常序号：${forgedAnchor}`, '锚点文件的签名不正确，锚点已被改动。', count];
  return ['审计记录完整，未发现改动。', count];
}
