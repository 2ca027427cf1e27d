import { fileURLToPath } from 'node:url';
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { all as languages } from 'lowlight';
import rehypeHighlight from 'rehype-highlight';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { fitTables } from './src/components/body/tables.ts';
import { accent } from './src/integrations/accent.ts';
import { audit } from './src/integrations/audit.ts';
import { hosts } from './src/integrations/hosts.ts';
import { plainImports } from './src/integrations/plain-imports.ts';
import { publish } from './src/integrations/publish.ts';
import { search } from './src/integrations/search.ts';
import { stagingDir } from './src/integrations/staging.ts';
import { remarkDiagram } from './src/markdown/diagram.ts';
import { rehypeFormerAnchors } from './src/markdown/former-anchors.ts';
import { readLogo } from './src/publish/logo.ts';
import { readSite, siteAddress } from './src/publish/site.ts';
import { readSettings } from './src/settings.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const settings = readSettings(process.env, root);

/** @type {import('./src/integrations/publish.ts').Handover} */
const handover = {};
const site = await readSite(settings);
const { origin, base, isPreview } = siteAddress(site, settings.siteUrl);
// What is wrong with it is told where the content is published.
const logo = site?.brand.logo && (await readLogo(settings.publicDir, site.brand.logo));

// Classes and no colours: these are the style sheet's. Only a language that is named is highlighted, and one that is not
// known stays plain.
const HIGHLIGHT = { languages, prefix: 'hl-' };

export default defineConfig({
  ...(origin ? { site: origin } : {}),
  base,
  // The order is the flow: publish, build, index, audit and promote.
  integrations: [
    publish(handover),
    mdx({ optimize: false }),
    hosts(base, isPreview),
    search(),
    audit(handover),
  ],
  // Astro never writes to the folder that is deployed: the audit puts the finished site there.
  outDir: stagingDir(root),
  // What is kept between builds names files by their path.
  cacheDir: settings.cacheDir,
  trailingSlash: 'ignore',
  compressHTML: true,
  build: { inlineStylesheets: 'never', format: 'directory' },
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1' },
  markdown: {
    processor: unified({
      remarkPlugins: [remarkGfm, remarkDiagram],
      rehypePlugins: [rehypeSlug, rehypeFormerAnchors, fitTables, [rehypeHighlight, HIGHLIGHT]],
      smartypants: false,
    }),
    syntaxHighlight: false,
  },
  vite: {
    plugins: [accent(site?.brand.accent), plainImports()],
    // A published folder may lie outside the project; what its modules import is found here all the same.
    resolve: { dedupe: ['astro'] },
    // import.meta.env.BASE_URL gives way to a variable of that name in the environment, as some CI has.
    define: {
      __BASE_PATH__: JSON.stringify(base),
      __IS_PREVIEW__: JSON.stringify(isPreview),
      __LOCALE__: JSON.stringify(site?.locale ?? 'en'),
      __LOGO__: JSON.stringify(logo && 'markup' in logo ? logo.markup : ''),
    },
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Astro marks each MDX module with a directive of its own; the bundler warns of it, once a file.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      },
    },
  },
});
