import { Global, Module } from '@nestjs/common';
import { AuditProof } from './chain/audit-proof.js';
import { ChainClock } from './chain/chain-clock.js';
import { ChainWriter } from './chain/chain-writer.js';

/** The chain over both logs and its anchors. */
@Global()
@Module({ providers: [ChainWriter, AuditProof, ChainClock], exports: [ChainWriter, AuditProof] })
export class AuditChainModule {}
