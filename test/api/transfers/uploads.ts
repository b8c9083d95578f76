import { expect } from 'vitest';
import type { TestHospital, Visitor } from '../../support/app.js';
import { eventually } from '../../support/reading-hospital.js';

export interface Batch {
  id: string; state: string; message: string; added: number; changed: number; unchanged: number; failed: number; ignored: string[]; undoUntil: string | null;
}

export async function send(
  hospital: TestHospital, who: Visitor, kind: string, file: Buffer | { readonly bytes: Buffer; readonly name: string },
): Promise<{ status: number; body: Batch }> {
  const { bytes, name } = Buffer.isBuffer(file) ? { bytes: file, name: '名单.xlsx' } : file;
  const answer = await fetch(`${hospital.url}/api/v1/imports?kind=${kind}`, {
    method: 'POST', body: new Uint8Array(bytes),
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
  });
  return { status: answer.status, body: (await answer.json()) as Batch };
}

/** When the step is over. */
export const settled = (who: Visitor, id: string): Promise<Batch> =>
  eventually(async () => {
    const { body } = await who.get<Batch>(`/imports/${id}`);
    expect(['previewed', 'refused', 'committed', 'undone']).toContain(body.state);
    return body;
  }, 40_000);

export async function preview(hospital: TestHospital, who: Visitor, kind: string, bytes: Buffer): Promise<Batch> {
  const { status, body } = await send(hospital, who, kind, bytes);
  expect(status, JSON.stringify(body)).toBe(200);
  return settled(who, body.id);
}

export async function commit(who: Visitor, { id }: Batch, mode: 'all' | 'each' = 'each'): Promise<Batch> {
  expect((await who.post(`/imports/${id}/commit`, { mode })).status).toBe(200);
  return settled(who, id);
}

export const csv = (...rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(`\ufeff${rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`);
