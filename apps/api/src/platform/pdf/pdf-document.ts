/** What a printed document consists of. Plain data: whoever prints needs to know nothing of the printer. */
export interface PdfDocument {
  /** Also what the viewer shows as its name: never a person's name, a diagnosis or a level. */
  readonly title: string;
  readonly paper?: 'A4' | 'A4-landscape' | 'A5-landscape';
  /** Head of every page: at the left, at the right. */
  readonly header: { readonly left: string; readonly right?: string };
  /** Foot of every page, beside 第 x 页 / 共 y 页; at most three lines. */
  readonly footer: readonly string[];
  /** Printed at the foot of every page as a QR code. */
  readonly qr?: string;
  /** Small and slanted all over every page: who made it and when. */
  readonly watermark?: string;
  /** Large and slanted across every page: what the document is not yet, such as 未审签. */
  readonly stamp?: string;
  readonly blocks: readonly PdfBlock[];
}

export type PdfBlock =
  | { readonly kind: 'title'; readonly text: string; readonly subtitle?: string }
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 1 | 2 }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: PdfTone; readonly indent?: boolean }
  /** The patient block and its like: names with values, in columns. */
  | { readonly kind: 'fields'; readonly columns?: 2 | 3 | 4; readonly fields: readonly PdfField[] }
  | PdfTable
  /** Our own drawing, as wide as the page; text in it is in the font `Noto`. */
  | { readonly kind: 'chart'; readonly svg: string; readonly height: number; readonly caption?: string }
  | { readonly kind: 'line' }
  | { readonly kind: 'page-break' };

export interface PdfField {
  readonly label: string;
  readonly value: string | null;
}

export interface PdfTable {
  readonly kind: 'table';
  readonly columns: readonly PdfColumn[];
  /** One cell a column; null prints as —. */
  readonly rows: readonly (readonly PdfCell[])[];
}

export interface PdfColumn {
  readonly title: string;
  /** Share of what is left of the width (default 1), or `auto`: as wide as its content. */
  readonly width?: number | 'auto';
  readonly align?: 'left' | 'right' | 'center';
}

export type PdfCell = string | null | { readonly text: string; readonly tone?: PdfTone };

/** How something is said; colour is never the only sign, so the words or arrows are in the text. */
export type PdfTone = 'plain' | 'quiet' | 'strong' | 'abnormal' | 'critical';
