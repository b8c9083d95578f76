import { Global, Module } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import { FieldCipher } from './field-cipher.js';
import { type KeyRing, openKeyRing } from './key-ring.js';

export const KEY_RING = Symbol('key ring');

@Global()
@Module({
  providers: [
    { provide: KEY_RING, inject: [Environment], useFactory: (environment: Environment) => openKeyRing(environment.values.DATA_DIR) },
    { provide: FieldCipher, inject: [KEY_RING], useFactory: (keys: KeyRing) => new FieldCipher(keys) },
  ],
  exports: [KEY_RING, FieldCipher],
})
export class CryptoModule {}
