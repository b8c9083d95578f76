import { conformance } from './conformance.js';
import { restSource } from './rest-source.js';

conformance('A REST list in the order of entry, signed with HMAC-SM3,', restSource('entered', 'hmac-sm3'));
conformance('A REST list in the order of change, signed with HMAC-SHA256,', restSource('sorted', 'hmac-sha256'));
conformance('A REST list by page number, asked by POST, signed with HMAC-SM3,', restSource('numbered', 'hmac-sm3'));
