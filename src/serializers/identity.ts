import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** An id of twelve lower-case letters and digits, as Statuspage's are, for what has none of its own: the same for the same parts. */
export function idOf(...parts: readonly string[]): string {
  const digest = sha256(utf8ToBytes(parts.join('\n')));
  const number = digest.subarray(0, 10).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return number.toString(36).padStart(12, '0').slice(-12);
}
