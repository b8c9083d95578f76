import { api } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { shownHtml, framed } from './document-frame.js';

const PRINT_PX = 14;

/** Prints the documents one after another, each on pages of its own, and has it put on record. Answers how many could not be printed as text. */
export async function printDocuments(ids: readonly string[]): Promise<number> {
  const { items, printedAt, printedBy } = await api.request('/notes/print', { method: 'POST', body: { ids: [...ids] } });
  let unprinted = 0;
  const pages: string[] = [];
  for (const { id } of items) {
    const note = await api.request(`/notes/${id}`);
    const html = shownHtml(note);
    if (html === null) unprinted += 1;
    else pages.push(pageOf(note, html, `${printedBy} 打印于 ${formatFullTime(printedAt)}`));
  }
  if (pages.length) await print(framed(pages.join(''), PRINT_PX));
  return unprinted;
}

function pageOf(note: { title: string; departmentName: string | null; author: string | null; signedAt: string }, html: string, foot: string): string {
  const page = document.implementation.createHTMLDocument('');
  const made = page.createElement('div');
  made.className = 'document';
  const head = page.createElement('h1');
  head.textContent = note.title;
  const facts = page.createElement('p');
  facts.textContent = [note.departmentName, note.author, `签名 ${formatFullTime(note.signedAt)}`].filter(Boolean).join(' · ');
  const content = page.createElement('div');
  // Cleaned already by whoever made it.
  content.innerHTML = html;
  const last = page.createElement('p');
  last.textContent = foot;
  made.append(head, facts, content, last);
  return made.outerHTML;
}

/** Through a frame that can open the printer's dialog and nothing else. */
function print(html: string): Promise<void> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
    frame.setAttribute('aria-hidden', 'true');
    frame.style.cssText = 'position:fixed;width:0;height:0;border:0';
    frame.srcdoc = html;
    frame.addEventListener('load', () => {
      frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
      frame.contentWindow?.print();
      resolve();
    });
    document.body.append(frame);
  });
}
