/** How a text is made, without what it says: 王小明 138… → 文文文 999…. Formats can be mended by it, people cannot be known by it. */
export function shapeOf(text: string): string {
  return text
    .replace(/\p{Script=Han}/gu, '文')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\p{N}/gu, '9');
}

/** A key of which only its ends are told. */
export function maskKey(key: string): string {
  if (key.length <= 4) return '*'.repeat(key.length);
  const shown = key.length > 8 ? 3 : 1;
  return `${key.slice(0, shown)}${'*'.repeat(Math.min(8, key.length - 2 * shown))}${key.slice(-shown)}`;
}

/** A payload by its shape: names of columns and segments stay, every value becomes 文, A, a or 9. */
export function payloadShape(raw: string): string {
  try {
    return JSON.stringify(shaped(JSON.parse(raw)));
  } catch {
    return raw
      .split(/\r\n?|\n/)
      .map((line) => line.slice(0, 3) + shapeOf(line.slice(3)))
      .join('\n');
  }
}

function shaped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shaped);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shaped(one)]));
  return value === null ? null : shapeOf(String(value));
}
