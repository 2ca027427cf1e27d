import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { recoverFolder, replaceFolder, syncFolder, writeFolder } from '../../../src/publish/write.ts';
import { temporaryFolder } from '../../fixture-content.ts';

let home: string;
const at = (...names: string[]) => path.join(home, ...names);
const site = (text: string) =>
  new Map([
    ['site.yaml', text],
    ['pages/a.mdx', text],
  ]);
const text = (folder: string) => readFile(at(folder, 'site.yaml'), 'utf8');

beforeEach(async () => {
  home = await temporaryFolder();
});

describe('a folder', () => {
  it('is replaced as a whole, and nothing stays beside it', async () => {
    await writeFolder(
      at('out'),
      new Map([
        ['site.yaml', 'one'],
        ['gone.txt', 'x'],
      ]),
    );
    await writeFolder(at('out'), site('two'));
    expect((await readdir(at('out'), { recursive: true })).sort()).toEqual([
      '.afterword',
      'pages',
      path.join('pages', 'a.mdx'),
      'site.yaml',
    ]);
    expect(await readdir(home)).toEqual(['out']);
  });

  it('that somebody else made is left alone', async () => {
    await mkdir(at('out'));
    await writeFile(at('out', 'thesis.txt'), 'x');
    await expect(writeFolder(at('out'), site('one'))).rejects.toThrow('holds something else');
    expect(await readdir(home)).toEqual(['out']);
  });

  it('stays as it was if what should take its place is not there', async () => {
    await writeFolder(at('out'), site('one'));
    await expect(replaceFolder(at('nowhere'), at('out'), 'site.yaml')).rejects.toThrow('ENOENT');
    expect(await text('out')).toBe('one');
    expect(await readdir(home)).toEqual(['out']);
  });

  it('has its place again after a kill between the last two steps', async () => {
    await writeFolder(at('.out'), site('one'));
    await rename(at('.out'), at('.out.old-1'));
    await mkdir(at('.out.new-1'));
    await recoverFolder(at('.out'));
    expect(await text('.out')).toBe('one');
    expect(await readdir(home)).toEqual(['.out']);
  });

  it('keeps the new one after a kill behind the last step', async () => {
    await writeFolder(at('out'), site('two'));
    await mkdir(at('.out.old-1'));
    await recoverFolder(at('out'));
    expect(await text('out')).toBe('two');
    expect(await readdir(home)).toEqual(['out']);
  });

  it('that is watched is brought in line file by file, but for what is kept', async () => {
    await syncFolder(at('out'), site('one'));
    await syncFolder(at('out'), new Map([['site.yaml', 'two']]), ['pages/a.mdx']);
    expect([await text('out'), existsSync(at('out', 'pages', 'a.mdx'))]).toEqual(['two', true]);
    await syncFolder(at('out'), new Map([['site.yaml', 'two']]));
    expect(existsSync(at('out', 'pages', 'a.mdx'))).toBe(false);
  });
});
