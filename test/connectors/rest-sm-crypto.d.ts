/** The second SM2 implementation, which ships no types: what the tests use of it. */
declare module 'sm-crypto' {
  export const sm2: {
    generateKeyPairHex(): { publicKey: string; privateKey: string };
    doSignature(
      text: string,
      privateKey: string,
      options: { hash: true; userId: string; der?: boolean; publicKey?: string },
    ): string;
    doVerifySignature(
      text: string,
      signature: string,
      publicKey: string,
      options: { hash: true; userId: string; der?: boolean },
    ): boolean;
  };
  export const sm4: {
    encrypt(text: string, key: string, options: { mode: 'cbc'; iv: string }): string;
    decrypt(hex: string, key: string, options: { mode: 'cbc'; iv: string }): string;
  };
}
