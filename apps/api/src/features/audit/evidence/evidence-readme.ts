import type { EvidenceRequest } from './evidence.dto.js';

/** What stands in the package for whoever receives it. */
export function evidenceReadme(
  { from, to, person, reason }: EvidenceRequest,
  { rows, blocks, fingerprint }: { rows: number; blocks: number; fingerprint: string },
): string {
  return `审计证据包

期间：${from} 至 ${to}${person ? `\n对象：${person}` : ''}
用途：${reason}
内容：${rows} 条记录，${blocks} 段链条
签名公钥指纹（SHA-256）：${fingerprint}

怎样核验
1. 把本压缩包解压到任意一台装有 Node.js 18 或更高版本的电脑，无需联网，无需本系统。
2. 在解压目录中运行：node verify.mjs
3. 显示“核验通过”且退出码为 0，表示内容与出具时一致；显示“核验不通过”且退出码为 2 时，会指出第一处不符。
4. 请通过另一渠道（电话、盖章的纸面）向出具单位核对上面的公钥指纹。

文件
rows.jsonl      审计记录，一行一条，即当时写入并计算摘要的原文
chain.jsonl     覆盖本期间的链条，每段含其中每条记录的摘要和前一段的散列值
anchors.json    数据库之外保存的锚点，含签名
manifest.json   清单：期间、条数、各文件的 SHA-256；manifest.sig 是它的 Ed25519 签名
public-key.pem  验证签名的公钥
verify.mjs      核验程序，单个文件，可先阅读再运行

说明
时间均为 UTC，显示时加 8 小时为北京时间。
涉及个人数据内容的变更记录不随包提供原文，其摘要在链条中，需要时可在本院系统内出示并比对。
按对象出具的证据包只含该对象的访问记录，其余记录以摘要形式留在链条中，以证明中间没有增删。
链条算法为 hmac-sm3 时，段间散列值须用本院密钥才能重算；核验程序仍核对每条记录的 SM3 摘要、各段的前后衔接和签名。
`;
}
