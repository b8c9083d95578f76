import type { Encounter } from './encounter.js';
import { compact, stamp, yearsOld } from './wall-clock.js';

/** What a body is written from. */
export interface NoteText {
  readonly noteNo: string;
  readonly type: string;
  readonly title: string;
  readonly encounter: Encounter;
  readonly writtenAt: number;
  readonly revision: number;
  readonly marked?: boolean;
}

const MARK = '<script>alert(1)</script>';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (found) => entities[found] ?? found);

/** Heading and sentence pairs that every form prints in its own way. */
function paragraphs({ encounter, writtenAt, revision }: NoteText): [string, string][] {
  const { person } = encounter.file;
  const name = encounter.diagnoses[0]?.name ?? '健康查体';
  return [
    ['主诉', `${name}，要求进一步诊治。`],
    ['现病史', `患者${person.sex === '1' ? '男' : '女'}性，${yearsOld(person.birth, writtenAt)}岁，因“${name}”${encounter.inpatient ? '收入' : '就诊于'}${encounter.department.name}。精神、睡眠可，体重无明显变化。`],
    ['查体', '体温 36.5 ℃，脉搏 76 次/分，呼吸 18 次/分，血压 132/78 mmHg。心律齐，双肺呼吸音清，腹软，无压痛 & 反跳痛。'],
    ['诊断', encounter.diagnoses.map((one, i) => `${i + 1}. ${one.name}`).join('；')],
    ['处理', `继续目前治疗，密切观察；收缩压 < 140 mmHg 为目标。${revision > 1 ? `第 ${revision} 版，补充处理意见。` : ''}`],
  ];
}

export function textBody(note: NoteText): string {
  const lines = paragraphs(note).map(([heading, text]) => `${heading}：${text}`);
  return [note.title, ...lines, ...(note.marked ? [`备注：${MARK}`] : []), `记录：${note.encounter.doctor.name} ${stamp(note.writtenAt)}`].join('\n');
}

export function htmlBody(note: NoteText): string {
  const parts = paragraphs(note).map(([heading, text]) => `<h3>${heading}</h3><p>${escaped(text)}</p>`);
  return `<html><head><meta charset="utf-8"><title>${note.title}</title></head><body><h2>${note.title}</h2>${parts.join('')}${note.marked ? MARK : ''}<p>记录：${note.encounter.doctor.name}</p></body></html>`;
}

/** CDA R2 with the header that WS/T 500 asks for; the template follows from the kind of document. */
export function cdaBody(note: NoteText): string {
  const { encounter, type, noteNo, title, writtenAt, revision } = note;
  const { person } = encounter.file;
  const sections = paragraphs(note).map(([heading, text]) => `<component><section><title>${heading}</title><text>${escaped(text)}</text></section></component>`);
  const mark = note.marked ? `<component><section><title>备注</title><text><![CDATA[${MARK}]]></text></section></component>` : '';
  const at = compact(writtenAt);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    '<realmCode code="CN"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_MT000040"/>',
    `<templateId root="2.16.156.10011.2.1.1.${20 + Number(type.slice(1))}"/><id root="2.16.156.10011.1.1" extension="${noteNo}"/>`,
    `<code code="${type}" codeSystem="2.16.156.10011.2.4" codeSystemName="卫生信息共享文档规范编码体系"/><title>${escaped(title)}</title>`,
    `<effectiveTime value="${at}"/><confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="zh-CN"/>`,
    `<setId/><versionNumber value="${revision}"/>`,
    `<recordTarget typeCode="RCT" contextControlCode="OP"><patientRole classCode="PAT"><id root="2.16.156.10011.1.12" extension="${encounter.file.brid}"/>`,
    `<patient classCode="PSN" determinerCode="INSTANCE"><name>${escaped((encounter.file.row['brxm'] ?? '').trim())}</name>`,
    `<administrativeGenderCode code="${person.sex}" codeSystem="2.16.156.10011.2.3.3.4"/><birthTime value="${person.birth.replaceAll('-', '')}"/></patient></patientRole></recordTarget>`,
    `<author typeCode="AUT" contextControlCode="OP"><time value="${at}"/><assignedAuthor classCode="ASSIGNED"><id root="2.16.156.10011.1.7" extension="${encounter.doctor.code}"/><assignedPerson><name>${encounter.doctor.name}</name></assignedPerson></assignedAuthor></author>`,
    `<component><structuredBody>${sections.join('')}${mark}</structuredBody></component></ClinicalDocument>`,
  ].join('');
}

/** A one-page PDF in Latin letters, as base64: its fonts are those that every reader has. */
export function pdfBody({ noteNo, type, writtenAt, revision }: NoteText): string {
  const words = [`Document ${noteNo}`, `Type ${type}  Revision ${revision}`, `Written ${stamp(writtenAt)}`, 'Generated demonstration record.'];
  const page = `BT /F1 14 Tf 72 760 Td 20 TL ${words.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title (${noteNo} ${type}) >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}${trailer}`, 'latin1').toString('base64');
}
