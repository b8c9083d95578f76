import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Who may send: addresses (`10.1.2.3`) and subnets (`10.1.2.0/24`).
 * @throws Error with a Chinese sentence when an entry is neither
 */
export function peerList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.trim().split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    const most = family === 'ipv6' ? 128 : 32;
    if (isIP(address) === 0 || (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= most))) {
      throw new Error(`${entry} 不是 IP 地址或网段（例如 10.1.2.3 或 10.1.2.0/24）。`);
    }
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
