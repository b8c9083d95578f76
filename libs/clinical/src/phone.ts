/**
 * A phone number as digits only: `+86 138-1234-1234` → `13812341234`, `(0755) 2672 2222 转 801` → `075526722222-801`.
 * Empty when there is no digit in it.
 */
export function normalizePhone(text: string): string {
  const [number = '', extension] = text.normalize('NFKC').split(/转|分机|#|ext\.?/iu);
  const digits = number
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '')
    .replace(/^0(?=1[3-9]\d{9}$)/, '');
  const inner = extension?.replace(/\D/g, '') ?? '';
  return digits !== '' && inner !== '' ? `${digits}-${inner}` : digits;
}

/** Can a text message be sent to it (mainland mobile number, in any spelling)? */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(normalizePhone(text));
}
