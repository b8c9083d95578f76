/** Beds as they stand in the ward: 2 before 10, 加1 after the numbers, those without a bed last. */
export function byBed(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a.localeCompare(b, 'zh-Hans-CN', { numeric: true });
}

/** What a public screen calls somebody: never his whole name; whose archive is 机密 is not named at all. */
export function aliasOf(name: string, confidential: boolean): string {
  const [first] = name.trim();
  return confidential || first === undefined ? '保健对象' : `${first}**`;
}
