import type { Proof } from './audit-proof.js';
import type { ChainFaultKind } from './chain-check.js';

const TABLES = { access: '访问记录 access_trail', change: '变更记录 change_log' } as const;

const KINDS: Readonly<Record<ChainFaultKind, string>> = {
  changed: '内容被修改', removed: '记录被删除', inserted: '记录是事后插入的', 'block-changed': '链条被修改', 'block-missing': '链条缺段',
  'not-as-anchored': '链条被重算，与锚点不符', truncated: '尾部被截断，锚点所记的内容已不存在',
};

/** What a proof found, in one sentence for whoever asked. */
export function proofSentence({ fault, forgedAnchor }: Proof): string {
  if (fault) return `首个异常：${TABLES[fault.log]} 序号 ${fault.seq}，第 ${fault.block} 段：${KINDS[fault.kind]}。`;
  if (forgedAnchor) return `第 ${forgedAnchor} 段的锚点文件签名不正确，锚点已被改动。`;
  return '审计记录完整，未发现改动。';
}

export function proofCount({ rows, blocks, anchors, unchained }: Proof): string {
  return `已核对 ${rows} 条记录、${blocks} 段链条、${anchors} 个锚点，另有 ${unchained} 条刚写入、尚未入链。`;
}
