import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HistoryRequests } from './history-requests.port.js';

/** Writes down what is to be fetched; the lanes do it. In the transaction of the act that asks, so that nothing is forgotten. */
@Injectable()
export class HistoryService implements HistoryRequests {
  async request(em: EntityManager, _beneficiaryId: string): Promise<void> {
    await em.query('select request_people_scan()');
  }

  async linked(em: EntityManager, patientNumbersOf: string, patientIds: readonly string[]): Promise<void> {
    await em.query('select request_history($1, $2::text[])', [patientNumbersOf, patientIds]);
  }
}
