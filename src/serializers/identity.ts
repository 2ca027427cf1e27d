import { createHash } from 'node:crypto';

/** An id of twelve lower-case letters and digits, as Statuspage's are, for what has none of its own: the same for the same parts. */
export function idOf(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.join('\n')).digest();
  const number = digest.subarray(0, 10).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return number.toString(36).padStart(12, '0').slice(-12);
}
