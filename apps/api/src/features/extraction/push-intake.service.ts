import { readFileSync } from 'node:fs';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { Ack } from '@cadre/connector-kit/hl7-ack';
import { hears, hl7Records } from '@cadre/connector-kit/hl7-records';
import type { Peer, ReadPayload, RefusedInput } from '@cadre/connector-kit/mllp-connection';
import { type MllpListener, type MllpListenerOptions, startMllpListener } from '@cadre/connector-kit/mllp-listener';
import { peerList } from '@cadre/connector-kit/mllp-peers';
import { Environment } from '../../config/config.module.js';
import type { Envelope, Incoming } from './incoming.js';
import { PushLane } from './push-lane.js';
import { PushRuns } from './push-runs.js';
import { RefusedMessages } from './refused-messages.js';
import { type ActiveSource, SourceRegistry } from './source-registry.js';

const REFRESH_MS = 5_000;

/** Listens for HL7 v2 messages. The answer means "committed": AA stored or not ours, AR kept aside and not wanted again, AE send again. */
@Injectable()
export class PushIntakeService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('mllp');
  private readonly lanes = new Map<string, PushLane>();
  private listener: MllpListener | undefined;
  private sources: { at: number; list: ActiveSource[] } = { at: 0, list: [] };

  constructor(
    private readonly registry: SourceRegistry,
    private readonly runs: PushRuns,
    private readonly refusals: RefusedMessages,
    private readonly environment: Environment,
  ) {}

  /** The port that is listened on, once it is. */
  get port(): number | undefined {
    return this.listener?.port;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { ROLE, MLLP_PORT, HOST, MLLP_HOST = HOST, MLLP_ALLOW } = this.environment.values;
    if (!ROLE.includes('jobs') || MLLP_PORT === undefined) return;
    await this.runs.closeLeftovers();
    this.listener = await startMllpListener({
      host: MLLP_HOST, port: MLLP_PORT, allow: MLLP_ALLOW, ...this.tls(),
      accept: (_raw, peer, read) => this.accept(read, peer),
      refused: (event) => this.keepRefused(event),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener?.stop();
    await this.runs.close();
  }

  private tls(): Pick<MllpListenerOptions, 'tls'> {
    const { MLLP_TLS_KEY_FILE: key, MLLP_TLS_CERT_FILE: cert } = this.environment.values;
    return key && cert ? { tls: { key: readFileSync(key), cert: readFileSync(cert) } } : {};
  }

  private async keepRefused({ reason, peer, raw }: RefusedInput): Promise<void> {
    this.log.warn({ reason, peer: peer.address }, 'a message was refused');
    if (reason !== 'stranger') await this.refusals.malformed(reason, raw);
  }

  private async accept({ text, message }: ReadPayload, peer: Peer): Promise<Ack> {
    const listening = (await this.active()).filter((source) => maySend(source, peer)).flatMap((source) =>
      source.connector.streams.flatMap((stream) =>
        stream.source.transport === 'mllp' && hears(stream.source, message.sendingApplication) ? [{ source, stream }] : [],
      ),
    );
    if (listening.length === 0) {
      await this.refusals.unknownSender(message.controlId);
      return { code: 'AR', text: 'unknown sending application' };
    }
    const envelope: Envelope = { controlId: message.controlId };
    const answers = await Promise.all(
      listening.map(async ({ source, stream }) => {
        const records = stream.source.transport === 'mllp' ? hl7Records(stream.source, message) : [];
        const incoming = records.map((record): Incoming => ({ message: record, raw: text, envelope }));
        return incoming.length ? this.lane(source, stream).take(incoming) : [];
      }),
    );
    return answers.flat().includes('quarantined') ? { code: 'AR', text: 'kept aside, see the failures page' } : { code: 'AA' };
  }

  private lane(source: ActiveSource, stream: StreamSpec): PushLane {
    const name = `${source.id} ${stream.id}`;
    const known = this.lanes.get(name);
    if (known) return known.follow(source, stream);
    const lane = new PushLane(source, stream, (...delivery) => this.runs.write(...delivery));
    this.lanes.set(name, lane);
    return lane;
  }

  private async active(): Promise<ActiveSource[]> {
    if (Date.now() - this.sources.at > REFRESH_MS) this.sources = { at: Date.now(), list: await this.registry.active() };
    return this.sources.list;
  }
}

/** A source may name the addresses that its messages come from; a mistake in that list lets nobody in. */
function maySend({ connection }: ActiveSource, { address }: Peer): boolean {
  const peers = connection?.options['peers'];
  if (peers === undefined) return true;
  try {
    return peerList(peers.split(','))(address);
  } catch {
    return false;
  }
}
