import { Module } from '@nestjs/common';
import { DictionaryAdminController } from './dictionaries/dictionary-admin.controller.js';
import { DictionaryAdminQueries } from './dictionaries/dictionary-admin.queries.js';
import { DictionaryAdmin } from './dictionaries/dictionary-admin.service.js';
import { DictionaryImporter } from './dictionaries/dictionary.importer.js';
import { ParameterAdmin } from './parameters/parameter-admin.service.js';
import { ParameterTransfer } from './parameters/parameter-transfer.service.js';
import { ParametersController } from './parameters/parameters.controller.js';
import { ParametersService } from './parameters/parameters.service.js';
import { Parameters } from './parameters.port.js';
import { SettingsController } from './settings.controller.js';
import { SettingsQueries } from './settings.queries.js';

/** Dictionaries, parameters, and what the product is called. */
@Module({
  controllers: [SettingsController, ParametersController, DictionaryAdminController],
  providers: [
    SettingsQueries, DictionaryAdminQueries, DictionaryAdmin, DictionaryImporter, ParameterAdmin, ParameterTransfer, ParametersService,
    { provide: Parameters, useExisting: ParametersService },
  ],
  exports: [Parameters],
})
export class SettingsModule {}
