import { useMemo, useState } from 'react';
import { cleanHtml, markHits } from './clean-html.js';
import { htmlOfCda } from './cda.js';
import type { NoteDetail } from './note-words.js';

/** Inside the frame nothing is fetched and nothing runs, whatever got past the cleaning. */
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;
const LOOK = `<style>
  body { margin: 0; padding: 14px 18px; font: 1rem/1.8 system-ui, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; color: #1f1f1f; overflow-wrap: anywhere; }
  table { border-collapse: collapse; max-width: 100%; } td, th { border: 1px solid #8c8c8c; padding: 2px 6px; } h1,h2,h3,h4 { margin: .6em 0 .3em; font-size: 1.1em; }
  pre { white-space: pre-wrap; font: inherit; } img { max-width: 100%; } mark { background: #ffe58f; } .document { break-after: page; }
</style>`;

/** The document as HTML that may be shown. Null: it is no text, or not readable as what it says it is. */
export function shownHtml({ format, body }: Pick<NoteDetail, 'format' | 'body'>, sought = ''): string | null {
  const html = format === 'html' ? body : format === 'cda' ? htmlOfCda(body) : null;
  if (html === null && format !== 'text') return null;
  const page = document.implementation.createHTMLDocument('');
  if (html === null) {
    const pre = page.createElement('pre');
    pre.textContent = body;
    page.body.append(pre);
  } else page.body.append(cleanHtml(html));
  markHits(page.body, sought);
  return page.body.innerHTML;
}

/** A whole page of such HTML for a frame. */
export const framed = (html: string, fontPx: number): string =>
  `<!doctype html><html lang="zh-CN" style="font-size:${fontPx}px"><head><meta charset="utf-8">${POLICY}${LOOK}</head><body>${html}</body></html>`;

/** A stranger's document in a frame of its own: no script can run in it, and it grows with what it holds. */
export function DocumentFrame({ note, sought }: { note: NoteDetail; sought: string }) {
  const [height, setHeight] = useState(200);
  const html = useMemo(() => shownHtml(note, sought), [note, sought]);
  const fontPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (html === null) return null;
  return (
    <iframe
      className="document-frame"
      title={`${note.title}正文`}
      sandbox="allow-same-origin"
      srcDoc={framed(html, fontPx)}
      style={{ height }}
      onLoad={({ currentTarget }) => setHeight((currentTarget.contentDocument?.documentElement.scrollHeight ?? 200) + 8)}
    />
  );
}
