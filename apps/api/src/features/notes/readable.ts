import { plainText } from './plain-text.js';

/** What there is to read of a document; null when it is not text. */
export function readable({ format, body }: { readonly format: string; readonly body: string }): string | null {
  if (format === 'cda' || format === 'html') return plainText(body);
  return format === 'text' ? body : null;
}
