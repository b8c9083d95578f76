import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { FileVault } from '../../../platform/files/file-vault.js';
import { ImportBatches } from './import-batches.js';
import type { ImportKindRow } from './import.dto.js';
import { sheetOf } from './import-sheet.js';
import { errorsOf, templateOf } from './import-workbook.js';
import { Importers } from './importers.js';
import { readSheet } from './sheet-reader.js';

/** The files that an import gives out: what to fill in, and what was wrong. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly vault: FileVault,
    private readonly importers: Importers,
    private readonly batches: ImportBatches,
  ) {}

  kinds(caller: Caller): Promise<ImportKindRow[]> {
    return this.db.asCaller(caller, (em) =>
      Promise.all(this.importers.forCaller(caller).map(async (importer) => ({
        kind: importer.kind, title: importer.title, columns: (await importer.columns(em)).map(({ title, required }) => (required ? `${title}*` : title)),
      }))),
    );
  }

  async template(caller: Caller, kind: string): Promise<StreamableFile> {
    const importer = this.importers.of(caller, kind);
    const columns = await this.db.asCaller(caller, (em) => importer.columns(em));
    return workbookFile(await templateOf(importer.title, columns), `导入模板_${importer.title}.xlsx`);
  }

  /** The rows that were not right, as their sender wrote them. */
  async errors(caller: Caller, id: string): Promise<StreamableFile> {
    const batch = await this.batches.one(caller, id);
    const importer = this.importers.of(caller, batch.kind);
    const [columns, wrong] = await this.db.asCaller(caller, async (em) => [
      await importer.columns(em),
      (await em.query(`select line, columns, message from import_row where batch_id = $1 and outcome = 'failed' order by line`, [id])) as
        { line: number; columns: string[]; message: string }[],
    ] as const);
    const sheet = sheetOf(await readSheet(await this.batches.pathOf(caller, batch, this.vault)), columns);
    const byLine = new Map(sheet.lines.map((line) => [line.line, line.cells]));
    const rows = wrong.map(({ line, columns: titles, message }) => ({ cells: byLine.get(line) ?? [], columns: titles.join('、'), message }));
    return workbookFile(await errorsOf(sheet.headings, rows), `导入错误_${importer.title}.xlsx`);
  }
}

/** A workbook to save under a Chinese name. */
function workbookFile(bytes: Buffer, name: string): StreamableFile {
  return new StreamableFile(bytes, {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', length: bytes.length,
    disposition: `attachment; filename="import.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}
