import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.ts';

/** On Debian as root, Chromium is one command away; anywhere else it is for the user to say where it is. */
function installOnDebian(): void {
  if (process.env['CHROMIUM_PATH'] || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log('Installing Chromium for the browser tests …');
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

if (!findBrowser()) installOnDebian();
const found = findBrowser();
if (found) {
  console.log(`Browser tests use ${found}`);
} else {
  console.error(
    'The browser tests need Chromium and found none. Install it (Debian: apt-get install chromium; or npx playwright-core install chromium), or set CHROMIUM_PATH to one.',
  );
  process.exitCode = 1;
}
