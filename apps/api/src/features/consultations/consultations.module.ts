import { Module } from '@nestjs/common';
import { ConsultationsController } from './consultations.controller.js';
import { ConsultationQueries } from './consultations.queries.js';

/** Consultations about a person, reading only. */
@Module({ controllers: [ConsultationsController], providers: [ConsultationQueries] })
export class ConsultationsModule {}
