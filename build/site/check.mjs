#!/usr/bin/env node
// Opens the site in Chromium at two widths and uses its search. Fails on a console error, a request to another host, or a page wider than the window.
//   node site/check.mjs ../artifacts/site [PAGE]      writes screenshots to ../artifacts/screenshots
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const site = resolve(process.argv[2]);
const screenshots = join(site, '../screenshots');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
const pages = {
  entry: { path: 'index.html', text: 'Reference of the API' },
  reference: { path: 'reference/index.html', text: 'Provenance' },
  operation: { path: 'reference/index.html#tag/domains/POST/api/domains', text: 'qboxmail.Domains.CreateAsync', choose: 'C#' },
  guide: { path: 'csharp/docs/first-call.html', text: 'First call' },
  csharp: { path: 'csharp/api/Qboxmail.QboxmailClient.html', text: 'QboxmailClient' },
  search: { path: 'csharp/docs/first-call.html', search: 'offboard', hit: 'docs/suspend-and-offboard.html', text: 'Suspend' },
};

const wanted = Object.entries(pages).filter(([name]) => process.argv.length < 4 || name === process.argv[3]);

const server = createServer((request, response) => {
  const path = join(site, decodeURIComponent(request.url.split('?')[0]));

  if (!path.startsWith(site) || !existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404).end();
    return;
  }

  response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const findings = [];
mkdirSync(screenshots, { recursive: true });

for (const width of [1280, 400]) {
  for (const [name, { path, text, choose, search, hit }] of wanted) {
    const page = await browser.newPage();
    const note = (finding) => findings.push(`${name} at ${width}: ${finding}`);
    page.on('console', (message) => ['error', 'warn'].includes(message.type()) && note(message.text()));
    page.on('pageerror', (error) => note(error.message));
    page.on('request', (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(address) || note(`requests ${request.url()}`));
    await page.setViewport({ width, height: 1000 });
    await page.goto(address + path, { waitUntil: 'networkidle0' });

    if (choose) {
      await chooseLanguage(page, choose).catch(() => note(`has no samples in ${choose}`));
    }

    if (search) {
      await searchFor(page, search, hit).catch((error) => note(`does not find "${search}": ${error.message}`));
    }

    await page.waitForFunction((expected) => document.body.innerText.includes(expected), { timeout: 15_000 }, text)
      .catch(() => note(`does not contain "${text}"`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

    if (overflow > 0) {
      note(`is ${overflow} pixels wider than the window`);
    }

    await page.screenshot({ path: join(screenshots, `${name}-${width}.png`) });
    await page.close();
  }
}

await browser.close();
server.close();
findings.forEach((finding) => console.error(finding));
console.log(`${wanted.length * 2} pages opened, ${findings.length} findings. Screenshots are in ${screenshots}.`);
process.exit(findings.length > 0 ? 1 : 0);

/** Selects the language of the visible samples. The page may still be rendering, so the function repeats the selection until it succeeds. */
function chooseLanguage(page, language) {
  return page.waitForFunction((name) => {
    const find = (selector, text) => [...document.querySelectorAll(selector)].find((element) => element.innerText.trim() === text);
    const chosen = find('button', name);
    (find('[role=option]', name) ?? find('button', 'curl'))?.click();
    return chosen !== undefined;
  }, { timeout: 15_000, polling: 500 }, language);
}

/** Types a word into the search, waits for a hit, and opens it. */
async function searchFor(page, word, hit) {
  // The field is enabled when the index is loaded.
  const field = await page.waitForSelector('#search-query:not([disabled])', { timeout: 15_000 });

  if (!await field.isVisible()) {
    await page.click('[data-bs-target="#navpanel"]');
    await page.waitForSelector('#search-query', { visible: true, timeout: 15_000 });
  }

  await page.type('#search-query', word);
  const link = await page.waitForSelector(`#search-results a[href*="${hit}"]`, { visible: true, timeout: 15_000 });
  // A hit opens in a new tab.
  await page.goto(await link.evaluate(({ href }) => href), { waitUntil: 'networkidle0' });
}
