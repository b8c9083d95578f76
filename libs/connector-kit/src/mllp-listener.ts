import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { MllpConnection, type MllpIntake, type Peer } from './mllp-connection.js';
import { peerList } from './mllp-peers.js';

export interface MllpListenerOptions extends MllpIntake {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Addresses (`10.1.2.3`) and subnets (`10.1.2.0/24`) that may connect; others are cut off before a byte is read. */
  readonly allow: readonly string[];
  /** PEM key and certificate: with them only TLS 1.2 and later is spoken. */
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
}

export interface MllpListener {
  readonly port: number;
  /** Takes no more, answers what was taken in, closes. */
  stop(): Promise<void>;
}

/** Listens for HL7 v2 over MLLP. Rejects when the port cannot be had; afterwards nothing a sender does ends it. */
export async function startMllpListener(options: MllpListenerOptions): Promise<MllpListener> {
  const isAllowed = peerList(options.allow);
  const open = new Set<MllpConnection>();
  const server = serverOf(options, (socket) => {
    const connection = new MllpConnection(socket, peerOf(socket), options);
    open.add(connection);
    socket.on('close', () => open.delete(connection));
  });
  // Also before a handshake: whoever is not expected costs nothing.
  server.prependListener('connection', (socket: Socket) => {
    const peer = peerOf(socket);
    socket.on('error', () => socket.destroy());
    if (isAllowed(peer.address)) return;
    socket.destroy();
    void Promise.resolve(options.refused?.({ reason: 'stranger', peer, raw: Buffer.alloc(0) })).catch(() => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // Such as too many open files while accepting: the sender tries again, the listener stays.
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(Array.from(open, (connection) => connection.finish()));
      await closed;
    },
  };
}

function serverOf({ tls }: MllpListenerOptions, serve: (socket: Socket) => void): Server {
  const heard = (socket: Socket): void => {
    socket.on('error', () => socket.destroy());
    if (!socket.destroyed) serve(socket);
  };
  if (!tls) return createServer({ allowHalfOpen: true, noDelay: true }, heard);
  return createTlsServer({ ...tls, allowHalfOpen: true, noDelay: true, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 }, heard);
}

function peerOf(socket: Socket): Peer {
  return { address: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''), port: socket.remotePort ?? 0 };
}
