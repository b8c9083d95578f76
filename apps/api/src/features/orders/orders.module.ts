import { Module } from '@nestjs/common';
import { MedicationQueries } from './medications.queries.js';
import { OrdersController } from './orders.controller.js';
import { OrderQueries } from './orders.queries.js';

/** Orders and prescriptions of a person, reading only. */
@Module({ controllers: [OrdersController], providers: [OrderQueries, MedicationQueries] })
export class OrdersModule {}
