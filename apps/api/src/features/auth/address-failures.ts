import { Injectable } from '@nestjs/common';
import type { AddressLimit } from './address-limit.port.js';
import { SignInQueries } from './sign-in.queries.js';

@Injectable()
export class AddressFailures implements AddressLimit {
  constructor(private readonly queries: SignInQueries) {}

  isOpen(ip: string): Promise<boolean> {
    return this.queries.addressIsOpen(ip);
  }

  failed(ip: string): Promise<void> {
    return this.queries.failed(null, ip);
  }
}
