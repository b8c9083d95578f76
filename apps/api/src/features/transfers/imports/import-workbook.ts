import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { textCell } from '../../../platform/http/export-cells.js';
import { escapeXml } from '../../../platform/http/escape-xml.js';
import { STYLE, STYLES } from '../../../platform/http/export-workbook.js';
import type { ImportColumn } from '../importer.port.js';
import { ERROR_COLUMNS, EXAMPLE } from './import-sheet.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Excel shows a list of words in a cell up to this many characters. */
const LONGEST_LIST = 255;
const LAST_ROW = 20_001;

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Words to choose from, by place of the column. */
  readonly choices?: ReadonlyMap<number, readonly string[]>;
}

/** The file to fill in: headings with marks, an example, lists to choose from, and a sheet that explains each column. */
export function templateOf(title: string, columns: readonly ImportColumn[]): Promise<Buffer> {
  const choices = new Map(columns.flatMap(({ choices: words, kind }, at) => (words && kind !== 'many' ? [[at, words.map(({ word }) => word)] as const] : [])));
  const example = columns.map(({ example: text }, at) => (at === 0 ? `${EXAMPLE}${text}` : text));
  return packed([
    { name: title, rows: [columns.map(headingOf), example], choices },
    {
      name: '说明',
      rows: [
        ['列', '必填', '填写说明', '可选值', '示例'],
        ...columns.map(({ title: name, required, note, choices: words, example: text }) => [name, required ? '是' : '', note, (words ?? []).map(({ word }) => word).join('、'), text]),
        [],
        ['填写在第一页。表头不要改名；列的顺序可以调整，不需要的列可以删去。以“（示例）”开头的行不会导入。空格子表示不修改。一次最多 20,000 行、10 MB。'],
      ],
    },
  ]);
}

/** Rows as they were sent, with which columns are wrong and why: corrected, the same file can be sent again. */
export function errorsOf(headings: readonly string[], rows: readonly { readonly cells: readonly string[]; readonly columns: string; readonly message: string }[]): Promise<Buffer> {
  const kept = headings.map((name, at) => ({ name, at })).filter(({ name }) => !(ERROR_COLUMNS as readonly string[]).includes(name));
  return packed([{
    name: '错误行',
    rows: [
      [...kept.map(({ name }) => name), ...ERROR_COLUMNS],
      ...rows.map(({ cells, columns, message }) => [...kept.map(({ at }) => cells[at] ?? ''), columns, message]),
    ],
  }]);
}

const headingOf = ({ title, required }: ImportColumn): string => (required ? `${title}*` : title);

function packed(sheets: readonly Sheet[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const each = (line: (sheet: Sheet, number: number) => string): string => sheets.map((sheet, at) => line(sheet, at + 1)).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${each(({ name }, n) => `<sheet name="${escapeXml(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  };
  sheets.forEach((sheet, at) => (parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)));
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

function sheetXml({ rows, choices = new Map<number, readonly string[]>() }: Sheet): string {
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => `<col min="${at + 1}" max="${at + 1}" width="18" style="${STYLE.text}" customWidth="1"/>`).join('');
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map((text, column) => (text ? textCell(column, at + 1, text, at ? STYLE.text : STYLE.header) : '')).join('')}</row>`);
  const lists = [...choices].filter(([, words]) => words.join(',').length <= LONGEST_LIST).map(([column, words]) => {
    const letter = letterOf(column);
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letter}2:${letter}${LAST_ROW}"><formula1>"${escapeXml(words.join(','))}"</formula1></dataValidation>`;
  });
  const validations = lists.length ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '';
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>${lines.join('')}</sheetData>${validations}</worksheet>`;
}

const letterOf = (column: number): string => (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
