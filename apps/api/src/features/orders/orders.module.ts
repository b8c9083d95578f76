import { Module } from '@nestjs/common';
import { OrdersController } from './orders.controller.js';
import { OrderQueries } from './orders.queries.js';

/** Orders and prescriptions of a person, reading only. */
@Module({ controllers: [OrdersController], providers: [OrderQueries] })
export class OrdersModule {}
