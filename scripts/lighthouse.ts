import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { launchBrowser } from './browser.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

/** What Lighthouse gives a page: of each category from 0 to 1, and the audits that cost it something. */
export interface Marks {
  scores: Record<string, number | null>;
  missed: string[];
}

/** Starts Lighthouse in the browser of the tests, where it goes on until it is closed. */
export async function startLighthouse(): Promise<{
  judge(address: string, categories: string[]): Promise<Marks>;
  close(): Promise<void>;
}> {
  const port = await freePort();
  const browser = await launchBrowser(`--remote-debugging-port=${port}`);
  return {
    async judge(address, onlyCategories) {
      const result = await lighthouse(address, { port, onlyCategories, output: 'json', logLevel: 'silent' });
      if (!result) throw new Error(`Lighthouse said nothing of ${address}.`);
      const { categories, audits } = result.lhr;
      const weighty = Object.values(categories).flatMap((each) =>
        each.auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
      );
      return {
        scores: Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score])),
        missed: weighty.filter((id) => (audits[id]?.score ?? 1) < 1),
      };
    },
    close: () => browser.close(),
  };
}
