import { href } from './paths.ts';

/** The base path of the site, which the configuration puts in. */
declare const __BASE_PATH__: string;

/** An address of this site as the pages write it, under the base path. */
export const link = (address: string): string => href(address, __BASE_PATH__);
