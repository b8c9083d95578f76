import type { Visitor } from '../../support/app.js';
import { readPdf } from '../../support/read-pdf.js';
import { unpack } from '../../support/workbook.js';
import { addressOf, type Operation } from './operations.js';

/** All that an answer tells its reader: status, headers and the content, workbooks unpacked. */
export interface Told {
  readonly address: string;
  readonly status: number;
  readonly text: string;
}

const PREFIX = '/api/v1';
/** What differs between two answers of the same content. */
const ALWAYS_NEW = /"errorNo":"[0-9a-f]{16}"|编号 [0-9a-f]{16}|<dc:identifier>[^<]*|W3CDTF">[^<]*|_\d{14}\.(?:xlsx|pdf)|"(?:at|activeAt|dataAt|message)":"[^"]*"/g;
/** The moment at which a file was made; its cell stands behind this label. */
const MADE_AT = /(制表时间：<\/t><\/is><\/c><c [^>]*><v>)[^<]*/;
/** The same on paper, at its foot and across it. */
const PRINTED_AT = /\d{4}\/\d{1,2}\/\d{1,2}\d{2}:\d{2}:\d{2}/g;

export async function tell(visitor: Visitor, address: string): Promise<Told> {
  const { status, headers, bytes } = await visitor.download(address.slice(PREFIX.length));
  const content = await contentOf(bytes);
  const shown = ['content-type', 'content-disposition', 'location', 'etag', 'retry-after', 'set-cookie'].map(
    (name) => `${name}: ${headers.get(name) ?? ''}`,
  );
  const isFile = content.startsWith('[Content_Types]') || headers.get('content-type') === 'application/pdf';
  return {
    address,
    status,
    text: [...shown, ...(isFile ? [] : [`length: ${headers.get('content-length') ?? ''}`]), content]
      .join('\n')
      .replace(ALWAYS_NEW, ''),
  };
}

async function contentOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString() === 'PK') return [...unpack(bytes)].map(([name, text]) => `${name}\n${text.replace(MADE_AT, '$1')}`).join('\n');
  if (bytes.subarray(0, 5).toString() === '%PDF-') return (await readPdf(bytes)).map(({ text }) => text.replaceAll(PRINTED_AT, '')).join('\n');
  return bytes.toString('utf8');
}

/**
 * Every list that the operation offers: as it is, with each choice of each filter, in each order and with every guess.
 * The size of a page and an order turned round tell nothing more, nor does the paper of what is asked as a workbook.
 */
export function questionsOf(operation: Operation, guesses: Readonly<Record<string, readonly string[]>>): string[] {
  if (operation.path.endsWith('/document')) return [addressOf(operation, '')];
  const queries: Record<string, string>[] = [{}];
  for (const parameter of operation.parameters.filter((one) => one.in === 'query')) {
    if (parameter.name === 'pageSize') continue;
    const choices = [...(parameter.schema?.enum ?? []).map(String).filter((choice) => !choice.startsWith('-')), ...(guesses[parameter.name] ?? [])];
    for (const choice of choices) queries.push({ [parameter.name]: choice });
  }
  return queries.map((query) => addressOf(operation, '', query));
}
