import { Module } from '@nestjs/common';
import { SurgeriesController } from './surgeries.controller.js';
import { SurgeryQueries } from './surgeries.queries.js';

/** Operations of a person, reading only. */
@Module({ controllers: [SurgeriesController], providers: [SurgeryQueries] })
export class SurgeriesModule {}
