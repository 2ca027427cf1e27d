import { type CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../findings.ts';

/** One field of a CSV, with the place at which it begins. Offsets count UTF-16 units. */
export interface Cell {
  value: string;
  offset: number;
}

/** The messages of the reader can quote the text; these never do. */
const ERRORS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'something stands behind a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands within a field',
};

/** Turns offsets in bytes into those of the text; each must not be smaller than the one before. */
function offsets(text: string): (byte: number) => number {
  const bytes = Buffer.from(text);
  let [last, offset] = [0, 0];
  return (byte) => {
    offset += bytes.toString('utf8', last, byte).length;
    last = byte;
    return offset;
  };
}

function problemOf(error: CsvError, text: string): Problem {
  const { lines } = error as { lines?: number };
  const before = text.split('\n').slice(0, (lines ?? 1) - 1);
  return {
    code: 'bad-data',
    offset: before.reduce((sum, line) => sum + line.length + 1, 0),
    detail: ERRORS[error.code] ?? 'this line is not CSV',
  };
}

/** Splits a CSV (RFC 4180) with line ends of one kind into its rows, however many fields each has. */
export function readCells(text: string): Cell[][] | Problem {
  const offsetOf = offsets(text);
  let end = -1;
  const cast = (value: string, { bytes, quoting }: { bytes: number; quoting: boolean }): Cell => {
    // The reader tells where a field ends, a closing quote included; behind it stands a comma or a line feed.
    const offset = offsetOf(end + 1);
    end = bytes;
    return { value: quoting ? value : value.trim(), offset };
  };
  try {
    return parse(text, { relax_column_count: true, cast: cast as never }) as unknown as Cell[][];
  } catch (error) {
    return problemOf(error as CsvError, text);
  }
}
