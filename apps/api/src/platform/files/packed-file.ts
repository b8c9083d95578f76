import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Caller } from '../access/caller.js';
import type { FileVault, NewFile } from './file-vault.js';

type NewPack = Omit<NewFile, 'mediaType' | 'rowCount' | 'people'>;

const UNSAFE = /[\u0000-\u001f\u007f/\\:*?"<>|]/g;
const LONGEST = 100;

/**
 * Many documents in one zip, which is kept while it grows: one document at a time stands in memory. The zip's own name says nothing of
 * people; the names inside may, because only who opened the file reads them. Either `finish` or `fail` ends it, else its reader waits for ever.
 */
export class PackedFile {
  private readonly zip = new ZipFile();
  private readonly people = new Map<string, string>();
  private readonly kept: Promise<string>;

  constructor(vault: FileVault, caller: Caller, file: NewPack) {
    this.kept = vault.keep(
      caller,
      { ...file, mediaType: 'application/zip', rowCount: () => this.people.size, people: () => new Set(this.people.values()) },
      this.zip.outputStream as unknown as AsyncIterable<Buffer>,
    );
    this.kept.catch(() => undefined);
    // It may fail before the vault has begun to read; an error that nobody listens to would end the process.
    (this.zip.outputStream as unknown as Readable).on('error', () => undefined);
  }

  get size(): number {
    return this.people.size;
  }

  /** Adds a document about somebody and waits until it is written. Two of one name are told apart by a number. */
  async add(name: string, bytes: Buffer, beneficiaryId: string): Promise<void> {
    const safe = name.replaceAll(UNSAFE, '_').slice(0, LONGEST);
    const own = this.people.has(safe) ? `${safe}_${this.people.size + 1}` : safe;
    this.people.set(own, beneficiaryId);
    const content = new PassThrough();
    this.zip.addReadStream(content, `${own}.pdf`, { compress: false });
    content.end(bytes);
    // A file that cannot be written ends the wait too.
    await Promise.race([finished(content), this.kept]);
  }

  /** Answers the id of the kept file. */
  finish(): Promise<string> {
    this.zip.end();
    return this.kept;
  }

  /** Ends the file without keeping it. */
  fail(problem: unknown): void {
    (this.zip.outputStream as unknown as Readable).destroy(problem instanceof Error ? problem : new Error(String(problem)));
  }
}
