import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildArchive, root } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the built demo. */
    demo: string;
  }
}

/** Builds the demo once for all files of browser tests. */
export default async function buildDemo(project: TestProject): Promise<() => Promise<void>> {
  const home = await temporaryFolder();
  const out = path.join(home, 'dist');
  const content = path.join(root, 'content');
  const { status, stderr } = await buildArchive({ content, published: path.join(home, 'published'), out });
  if (status !== 0) throw new Error(`The demo cannot be built.\n${stderr}`);
  project.provide('demo', out);
  return () => rm(home, { recursive: true });
}
