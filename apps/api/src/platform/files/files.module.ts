import { Global, Module } from '@nestjs/common';
import { FileSweep } from './file-sweep.js';
import { FileVault } from './file-vault.js';
import { FilesController } from './files.controller.js';
import { StoredFiles } from './stored-files.service.js';

/** Files that the server makes for one account. */
@Global()
@Module({ controllers: [FilesController], providers: [FileVault, StoredFiles, FileSweep], exports: [FileVault] })
export class FilesModule {}
