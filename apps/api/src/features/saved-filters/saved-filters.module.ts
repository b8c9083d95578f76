import { Module } from '@nestjs/common';
import { SavedFiltersController } from './saved-filters.controller.js';
import { SavedFilterService } from './saved-filters.service.js';

/** Queries of lists that people keep and share. */
@Module({ controllers: [SavedFiltersController], providers: [SavedFilterService] })
export class SavedFiltersModule {}
