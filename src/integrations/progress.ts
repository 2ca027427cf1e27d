const started = performance.now();
let last = started;
const totals: string[] = [];

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const line = (name: string, text: string): string => `${name.padEnd(9)} ${text}`;

/** Says on a terminal what is going on, in a line that the finished phase replaces. */
export function begin(name: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line(name, '…')}\r`);
}

/** Prints one finished phase of a build: its name, what it did, and how long it took. */
export function phase(name: string, done: string): void {
  process.stderr.write(`${line(name, done)}  (${seconds(last)})\n`);
  last = performance.now();
}

/** A remark below a phase. */
export function note(text: string): void {
  process.stderr.write(`${line('', text)}\n`);
}

/** Keeps a figure for the summary. */
export function total(figure: string): void {
  totals.push(figure);
}

/** The summary of a build: where it is, what it holds, how long it took. */
export function finished(where: string): void {
  process.stderr.write(`${line('done', `${where}: ${[...totals, seconds(started)].join(', ')}`)}\n`);
}
