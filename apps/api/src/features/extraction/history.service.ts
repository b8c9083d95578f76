import { Injectable } from '@nestjs/common';
import { catalogue } from '@cadre/connectors/catalogue';
import type { EntityManager } from 'typeorm';
import type { HistoryRequests } from './history-requests.port.js';

/** Writes down what is to be fetched; the lanes do it. In the transaction of the act that asks, so that nothing is forgotten. */
@Injectable()
export class HistoryService implements HistoryRequests {
  async request(em: EntityManager, _beneficiaryId: string): Promise<void> {
    const streams = catalogue.flatMap((connector) =>
      connector.streams
        .filter((stream) => stream.source.transport === 'sql-view' && (stream.target === 'patient' || stream.target === 'checkup'))
        .map((stream) => ({ connectorId: connector.id, streamId: stream.id })),
    );
    await em.query(
      `select request_full_scan($1::text[], $2::text[])`,
      [streams.map(({ connectorId }) => connectorId), streams.map(({ streamId }) => streamId)],
    );
  }

  async linked(em: EntityManager, patientNumbersOf: string, patientIds: readonly string[]): Promise<void> {
    const connectors = catalogue.filter((connector) => connector.patientNumbersOf === patientNumbersOf).map(({ id }) => id);
    await em.query(`select request_history($1::text[], $2::text[])`, [connectors, patientIds]);
  }
}
