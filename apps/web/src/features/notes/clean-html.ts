import DOMPurify from 'dompurify';

/** What a document of the record consists of; nothing that runs, asks the network, takes input or leaves its place. */
const TAGS = [
  'section', 'article', 'div', 'p', 'span', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tfoot',
  'tr', 'td', 'th', 'caption', 'colgroup', 'col', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'small', 'pre', 'blockquote', 'img', 'font', 'center',
];
const ATTRIBUTES = ['colspan', 'rowspan', 'align', 'valign', 'width', 'border', 'style', 'src', 'alt', 'start', 'type'];
/** Of inline styles only those that a reader needs; none of them can fetch, cover or hide. */
const STYLE = /^(text-align|font-weight|font-style|text-decoration|vertical-align|text-indent|border-collapse|width)$/i;

const purify = DOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.hasAttribute('style')) node.setAttribute('style', readableStyle(node.getAttribute('style') ?? ''));
  if (node.nodeName === 'IMG' && !/^data:image\/(png|jpe?g|gif|bmp);base64,/i.test(node.getAttribute('src') ?? '')) {
    node.replaceWith(node.ownerDocument.createTextNode(`【图片未显示${node.getAttribute('alt') ? `：${node.getAttribute('alt')}` : ''}】`));
  }
});

function readableStyle(style: string): string {
  return style
    .split(';')
    .filter((part) => {
      const [name = '', value = ''] = part.split(':');
      return STYLE.test(name.trim()) && !/[(\\@]/.test(value);
    })
    .join(';');
}

/** A stranger's HTML as nodes that may stand in a page: tables, sub- and superscript stay, whatever could act is gone. */
export function cleanHtml(html: string): DocumentFragment {
  return purify.sanitize(html, { ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ATTRIBUTES, ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false, RETURN_DOM_FRAGMENT: true });
}

/** Marks every place of `sought` in the text of these nodes, whatever its letter case; answers how many there are. */
export function markHits(root: Node, sought: string): number {
  const needle = sought.trim().toLowerCase();
  if (!needle) return 0;
  const owner = root.ownerDocument ?? document;
  const walker = owner.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
  let hits = 0;
  for (const text of texts) {
    let rest: Text = text;
    for (let at = rest.data.toLowerCase().indexOf(needle); at >= 0; at = rest.data.toLowerCase().indexOf(needle)) {
      const hit = rest.splitText(at);
      if (hit.data.length < needle.length) break;
      rest = hit.splitText(needle.length);
      const mark = owner.createElement('mark');
      hit.replaceWith(mark);
      mark.append(hit);
      hits += 1;
    }
  }
  return hits;
}
