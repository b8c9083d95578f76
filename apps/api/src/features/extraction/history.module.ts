import { Module } from '@nestjs/common';
import { HistoryRequests } from './history-requests.port.js';
import { HistoryService } from './history.service.js';

/** Asking for somebody's history; stands alone so that the roster can ask without knowing the rest of extraction. */
@Module({ providers: [HistoryService, { provide: HistoryRequests, useExisting: HistoryService }], exports: [HistoryRequests] })
export class HistoryModule {}
