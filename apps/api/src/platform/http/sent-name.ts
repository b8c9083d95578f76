/** What the sender calls his file, by the header `x-file-name`; whatever cannot be read has no name. */
export function sentName(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '').replace(/[\u0000-\u001f\u007f/\\]/g, '') || '未命名';
  } catch {
    return '未命名';
  }
}
