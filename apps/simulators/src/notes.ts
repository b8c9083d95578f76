import type { Encounter } from './encounter.js';
import { cdaBody, htmlBody, pdfBody, textBody } from './note-bodies.js';
import { readSeedFile } from './seed-file.js';
import type { Row } from './table.js';
import { stamp, stampMs } from './wall-clock.js';

export const NOTE_FORMATS = ['CDA', 'HTML', 'TXT', 'PDF'] as const;
export type NoteFormat = (typeof NOTE_FORMATS)[number];

/** One document of the record. Times are epoch ms; `signedAt` null = a draft. */
export interface Note {
  readonly noteNo: string;
  readonly encounter: Encounter;
  /** C0001 … C0053 */
  readonly type: string;
  readonly format: NoteFormat;
  readonly writtenAt: number;
  readonly signedAt: number | null;
  readonly revision: number;
  /** 0 draft, 1 signed, 2 archived, 9 withdrawn */
  readonly state: '0' | '1' | '2' | '9';
  readonly changedAt: number;
  /** Harmless text that looks like a script, for readers that must not run it. */
  readonly marked?: boolean;
}

export const NOTE_TYPES: ReadonlyMap<string, string> = new Map(
  readSeedFile('note-types.csv').map((line) => [line['code'] ?? '', line['name'] ?? '']),
);

/** What a stay leaves behind at least, in the order of writing. */
export const STAY_NOTES = ['C0034', 'C0037', 'C0038', 'C0039', 'C0038', 'C0049', 'C0053', 'C0032', 'C0052'] as const;
export const VISIT_NOTE = 'C0002';

const BODY = { CDA: cdaBody, HTML: htmlBody, TXT: textBody, PDF: pdfBody } as const;

/** One row of v_blws (drafts are in the table only). */
export function noteRow(note: Note): Row {
  const { encounter } = note;
  const title = `${NOTE_TYPES.get(note.type) ?? note.type}${note.revision > 1 ? '（修订）' : ''}`;
  return {
    blbh: note.noteNo,
    jzxh: encounter.visitNo,
    mzzybz: encounter.inpatient ? '2' : '1',
    brid: encounter.file.brid,
    bllbdm: note.type,
    bllbmc: NOTE_TYPES.get(note.type) ?? null,
    blbt: title,
    cjysxm: encounter.doctor.name,
    ksdm: encounter.department.code,
    ksmc: encounter.department.name,
    jlsj: stamp(note.writtenAt),
    qmsj: note.signedAt === null ? null : stamp(note.signedAt),
    bbh: String(note.revision),
    gslx: note.format,
    blnr: BODY[note.format]({ ...note, title }),
    blzt: note.state,
    xgsj: stampMs(note.changedAt),
  };
}
