const started = performance.now();
let last = started;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Prints one finished phase of a build: its name, what it did, and how long it took. */
export function phase(name: string, done: string): void {
  process.stderr.write(`${name.padEnd(9)} ${done}  (${seconds(last)})\n`);
  last = performance.now();
}

/** The last line of a build. */
export function finished(done: string): void {
  process.stderr.write(`${'done'.padEnd(9)} ${done}  (${seconds(started)} in all)\n`);
}
