/** Elements that begin on a line of their own. */
const BLOCKS = new Set(['p', 'div', 'br', 'tr', 'li', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'title', 'section', 'paragraph', 'item', 'caption']);
/** Elements whose content is not for reading. */
const UNREADABLE = new Set(['script', 'style', 'head', 'template']);
const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", ensp: ' ', emsp: ' ', middot: '·' };

/**
 * What a reader would read of HTML or XML, one paragraph a line. The answer is text and nothing else: whoever shows it as text
 * cannot run anything that stood in it. Reads once from front to end, however the markup is broken.
 */
export function plainText(markup: string): string {
  // Letters of ASCII only: other scripts change their length, and places would no longer agree.
  const lower = markup.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let text = '';
  let at = 0;
  while (at < markup.length) {
    const open = markup.indexOf('<', at);
    text += markup.slice(at, open < 0 ? undefined : open);
    if (open < 0) break;
    const name = /^<\/?(?:[a-z][\w-]*:)?([a-z][\w-]*)|^<[!?]/.exec(lower.slice(open, open + 40));
    if (!name) {
      // A sign for "less than", not a tag.
      text += '<';
      at = open + 1;
      continue;
    }
    const end = lower.startsWith('<!--', open) ? '-->' : '>';
    const close = markup.indexOf(end, open + 1);
    if (close < 0) break;
    at = close + end.length;
    const element = name[1] ?? '';
    if (UNREADABLE.has(element) && lower[open + 1] !== '/') {
      at = lower.indexOf(`</${element}`, at);
      if (at < 0) break;
    } else if (BLOCKS.has(element)) text += '\n';
    // 10⁹ must not become 109.
    else if (element === 'sup' && lower[open + 1] !== '/') text += '^';
    else if (element === 'td' || element === 'th') text += ' ';
  }
  return tidy(text);
}

function tidy(text: string): string {
  return text
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? numbered(name) ?? whole)
    .split('\n')
    .map((line) => line.split(/[ \t\r\u00a0]+/).join(' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function numbered(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
}
