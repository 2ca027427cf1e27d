import { href } from './paths.ts';

/** An address of this site as the pages write it, under the base path. */
export const link = (address: string): string => href(address, import.meta.env.BASE_URL);
