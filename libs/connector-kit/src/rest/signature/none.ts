import { asHttp, type Signature } from './signature.js';

/** The source knows us by our address, or not at all. */
export const unsigned: Signature = {
  sign: (request) => asHttp(request, {}),
};
