import type { NoteDetail } from './note-words.js';

const KINDS: Readonly<Record<string, readonly [mime: string, ending: string]>> = {
  pdf: ['application/pdf', 'pdf'],
  html: ['text/plain;charset=utf-8', 'txt'],
  cda: ['text/plain;charset=utf-8', 'xml'],
  text: ['text/plain;charset=utf-8', 'txt'],
};

/** The document as its source gave it, as a file. Markup goes out as plain text: no browser runs it. */
export function fileOf({ format, body }: Pick<NoteDetail, 'format' | 'body'>): { blob: Blob; ending: string } {
  const [type, ending] = KINDS[format] ?? ['application/octet-stream', 'bin'];
  const content = format === 'pdf' ? Uint8Array.from(atob(body.replace(/\s/g, '')), (one) => one.charCodeAt(0)) : body;
  return { blob: new Blob([content], { type }), ending };
}

/** Names the file by the document's number; people are never in a file name. */
export function download(note: NoteDetail): void {
  const { blob, ending } = fileOf(note);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `病历文书_${note.noteNo.replace(/[^\w-]/g, '_')}.${ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
