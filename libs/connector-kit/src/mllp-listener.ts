import { BlockList, createServer, isIPv6, type AddressInfo, type Socket } from 'node:net';
import { MllpConnection, type MllpIntake, type Peer } from './mllp-connection.js';

export interface MllpListenerOptions extends MllpIntake {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Addresses (`10.1.2.3`) and subnets (`10.1.2.0/24`) that may connect; others are cut off before a byte is read. */
  readonly allow: readonly string[];
}

export interface MllpListener {
  readonly port: number;
  /** Takes no more, answers what was taken in, closes. */
  stop(): Promise<void>;
}

/** Listens for HL7 v2 over MLLP. Rejects when the port cannot be had; afterwards nothing a sender does ends it. */
export async function startMllpListener(options: MllpListenerOptions): Promise<MllpListener> {
  const allowed = allowList(options.allow);
  const open = new Set<MllpConnection>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const peer = peerOf(socket);
    socket.on('error', () => socket.destroy());
    if (!allowed.check(peer.address, isIPv6(peer.address) ? 'ipv6' : 'ipv4')) {
      socket.destroy();
      options.refused?.({ reason: 'stranger', peer, raw: Buffer.alloc(0) });
      return;
    }
    const connection = new MllpConnection(socket, peer, options);
    open.add(connection);
    socket.on('close', () => open.delete(connection));
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

function allowList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function peerOf(socket: Socket): Peer {
  return { address: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''), port: socket.remotePort ?? 0 };
}
