declare namespace App {
  interface Locals {
    /** What the components of a body are given: MDX hands them their attributes alone. */
    figures: {
      site: Pick<import('./schema/site.ts').Site, 'locale' | 'timeZone'>;
      /** The published CSV of charts, by their addresses without the base path. */
      tables: ReadonlyMap<string, string>;
    };
  }
}
