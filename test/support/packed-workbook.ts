import { ZipFile } from 'yazl';

/** A cell as it stands in a sheet's XML: its value, and what marks it. */
export interface PackedCell {
  readonly v?: string;
  readonly t?: string;
  /** Style number. */
  readonly s?: number;
  /** Formula. */
  readonly f?: string;
}

export interface PackedWorkbook {
  readonly rows?: readonly (readonly (string | PackedCell | null)[])[];
  /** Number formats of styles 1, 2, … ; style 0 is general. */
  readonly formats?: readonly string[];
  readonly sharedStrings?: readonly string[];
  readonly date1904?: boolean;
  /** Replaces a part, or adds one. */
  readonly parts?: Readonly<Record<string, string | Buffer>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** An XLSX file, made by hand so that every oddity can stand in it. */
export async function packWorkbook({ rows = [], formats = [], sharedStrings = [], date1904 = false, parts = {} }: PackedWorkbook): Promise<Buffer> {
  const files: Record<string, string | Buffer> = {
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/>`
      + '<sheets><sheet name="隐藏" sheetId="1" state="hidden" r:id="rId9"/><sheet name="数据" sheetId="2" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships><Relationship Id="rId1" Target="worksheets/sheet2.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${xml(code)}"/>`).join('')}</numFmts>`
      + `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${sharedStrings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet2.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
    ...parts,
  };
  const zip = new ZipFile();
  for (const [name, contents] of Object.entries(files)) zip.addBuffer(Buffer.from(contents as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function rowXml(cells: readonly (string | PackedCell | null)[], at: number): string {
  return `<row r="${at + 1}">${cells.map((cell, column) => (cell === null ? '' : cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`))).join('')}</row>`;
}

function cellXml(cell: string | PackedCell, place: string): string {
  if (typeof cell === 'string') return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  const { v, t, s, f } = cell;
  return `<c r="${place}"${t ? ` t="${t}"` : ''}${s ? ` s="${s}"` : ''}>${f ? `<f>${xml(f)}</f>` : ''}${v === undefined ? '' : `<v>${xml(v)}</v>`}</c>`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
