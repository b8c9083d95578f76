/** Columns and segments that name people: their text is hidden whole. */
const PERSONAL = /("(?:brxm|hzxm|xm|sfzh|lxdh|dwmc|ybkh|sbhm|bjkh|jtdz|name|phone|idCardNo)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const PERSONAL_SEGMENT = /^(PID|NK1|GT1|IN1)\|.*$/gm;
/** Identity numbers and mobile phones wherever they stand. */
const NUMBERS = /(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)|(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/** A payload as whoever mends failures may see it: structure and codes stay, people are hidden. */
export function maskPayload(payload: string): string {
  return payload
    .replace(PERSONAL, '$1"***"')
    .replace(PERSONAL_SEGMENT, '$1|***')
    .replace(NUMBERS, (_all, idHead?: string, idTail?: string, head?: string, tail?: string) =>
      idHead ? `${idHead}********${idTail}` : `${head}****${tail}`,
    );
}
