/** Failed sign-ins from one address are counted together, whatever it was that somebody tried to sign in to. */
export abstract class AddressLimit {
  abstract isOpen(ip: string): Promise<boolean>;
  abstract failed(ip: string): Promise<void>;
}
