/** Elements of a CDA narrative and what a page calls them. Everything else is passed through for its text only. */
const SAME = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'colgroup', 'col', 'br', 'sub', 'sup']);
const CALLED: Readonly<Record<string, string>> = { paragraph: 'p', item: 'li', content: 'span', linkhtml: 'span', text: 'div', section: 'section' };
const STYLES: Readonly<Record<string, string>> = { bold: 'b', italics: 'i', underline: 'u', emphasis: 'em' };

/**
 * A CDA document as HTML: its sections with their titles and their narrative. Null when it is no well-formed XML.
 * What comes out is still a stranger's text and is cleaned like any HTML before it is shown.
 */
export function htmlOfCda(xml: string): string | null {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  if (parsed.getElementsByTagName('parsererror').length > 0) return null;
  const page = document.implementation.createHTMLDocument('');
  const body = parsed.getElementsByTagNameNS('*', 'structuredBody')[0];
  const sections = (body ?? parsed).getElementsByTagNameNS('*', 'section');
  const top = [...sections].filter((one) => !hasAncestor(one, 'section'));
  if (top.length === 0) copy(parsed.documentElement, page.body, page);
  for (const section of top) page.body.append(sectionOf(section, page, 3));
  return page.body.innerHTML;
}

function sectionOf(section: Element, page: Document, level: number): HTMLElement {
  const made = page.createElement('section');
  for (const part of section.children) {
    if (part.localName === 'title') {
      const head = page.createElement(`h${Math.min(level, 6)}`);
      head.textContent = part.textContent;
      made.append(head);
    }
    if (part.localName === 'text') copy(part, made, page);
    if (part.localName === 'component') for (const inner of part.children) if (inner.localName === 'section') made.append(sectionOf(inner, page, level + 1));
  }
  return made;
}

function copy(from: Element, into: Node, page: Document): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) into.appendChild(page.createTextNode(node.textContent ?? ''));
    if (!(node instanceof Element)) continue;
    const made = page.createElement(nameOf(node));
    for (const name of ['colspan', 'rowspan', 'align', 'valign']) {
      const value = node.getAttribute(name);
      if (value) made.setAttribute(name, value);
    }
    if (node.localName === 'renderMultiMedia') made.textContent = '【图片见原件】';
    into.appendChild(made);
    copy(node, made, page);
  }
}

function nameOf(node: Element): string {
  const name = node.localName.toLowerCase();
  if (name === 'list') return node.getAttribute('listType') === 'ordered' ? 'ol' : 'ul';
  if (name === 'content') return STYLES[(node.getAttribute('styleCode') ?? '').toLowerCase()] ?? 'span';
  return SAME.has(name) ? name : (CALLED[name] ?? 'span');
}

function hasAncestor(element: Element, name: string): boolean {
  for (let up = element.parentElement; up; up = up.parentElement) if (up.localName === name) return true;
  return false;
}
