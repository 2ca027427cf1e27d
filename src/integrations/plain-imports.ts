/** What a bundler's plugin sees of a finished file. */
interface Bundled {
  type: string;
  code?: string;
}

const HELPER = /(?:^|\/)preload-helper\.[\w-]+\.js$/;
const IMPORT = /import\s*\{\s*\w+ as (\w+)\s*\}\s*from\s*["'`][^"'`]*preload-helper\.[\w-]+\.js["'`];?/g;

/**
 * Takes Vite's helper out of the built scripts, which loads the styles of what is imported later: here that has none,
 * and each page would ask for one file more.
 */
export function plainImports() {
  return {
    name: 'afterword:plain-imports',
    generateBundle(_: unknown, bundle: Record<string, Bundled>) {
      for (const file of Object.values(bundle))
        if (file.code !== undefined) file.code = file.code.replace(IMPORT, 'const $1=load=>load();');
      for (const [name, { code }] of Object.entries(bundle)) {
        if (HELPER.test(name) && code) delete bundle[name];
      }
    },
  };
}
