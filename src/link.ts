import { href } from './paths.ts';

/** The base path of the site, which the configuration puts in. */
declare const __BASE_PATH__: string;

/** An address of this site as the pages write it, under the base path. */
export const link = (address: string): string => href(address, __BASE_PATH__);

declare const __IS_PREVIEW__: boolean | undefined;

/** Whether this site stands in another place than its own, so that no search engine may find it. */
export const isPreview = typeof __IS_PREVIEW__ === 'boolean' && __IS_PREVIEW__;
