import { Module } from '@nestjs/common';
import { DataAssetsController } from './data-assets.controller.js';
import { DataAssetQueries } from './data-assets.queries.js';

/** What is stored, by type and department. */
@Module({ controllers: [DataAssetsController], providers: [DataAssetQueries] })
export class DataAssetsModule {}
