#!/usr/bin/env node
// Generates a client with each tool and runs the scenario with it against the emulator.
//   node run.mjs                 runs all tools, and writes the table of openapi/README.md
//   node run.mjs openapi-fetch   runs only the given tools, and writes nothing
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { alter, withForeignDates, withNulls } from './altered-responses.mjs';
import { startEmulator, token } from './emulator.mjs';
import { tools } from './tools.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const readme = fileURLToPath(new URL('../../openapi/README.md', import.meta.url));
const execute = promisify(execFile);
const run = ([command, ...args]) => execute(command, args, { cwd: folder, maxBuffer: 1 << 26 });
const firstLine = (error) => `${error.stdout ?? ''}${error.stderr ?? ''}${error.message}`.trim().split('\n')[0].slice(0, 160);

const selected = process.argv.slice(2);
const results = [];
mkdirSync(`${folder}generated`, { recursive: true });

for (const tool of tools.filter(({ name }) => selected.length === 0 || selected.includes(name))) {
  const result = { ...tool, steps: await runTool(tool) };
  results.push(result);
  console.log(`${tool.name}: ${Object.entries(result.steps).map(([step, outcome]) => `${step} ${outcome}`).join(', ')}`);
}

if (selected.length === 0) {
  writeTable(results);
}

// A gap is a step that a generator is known not to support; the table shows it.
const failed = results.filter(({ steps, gaps }) => Object.entries(steps).some(([step, outcome]) => outcome !== (gaps?.[step] ?? 'yes')));
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || results.length === 0 ? 1 : 0);

async function runTool({ generate, compile, scenario }) {
  try {
    for (const command of [...generate, ...compile]) {
      await run(command);
    }
  } catch (error) {
    return { compiles: firstLine(error) };
  }

  const emulator = await startEmulator();
  const altered = await Promise.all([withNulls, withForeignDates].map((change) => alter(emulator.address, change)));

  try {
    const { stdout } = await run([...scenario, emulator.address, ...altered.map(({ address }) => address), token]);
    return { compiles: 'yes', ...JSON.parse(stdout.trim().split('\n').at(-1)) };
  } catch (error) {
    return { compiles: 'yes', runs: firstLine(error) };
  } finally {
    altered.forEach((server) => server.close());
    emulator.stop();
  }
}

function writeTable(results) {
  const steps = Object.keys(results.find(({ steps }) => !steps.runs && Object.keys(steps).length > 1)?.steps ?? {});
  const rows = results.map(({ title, language, steps: outcomes }) =>
    `| ${[title, language, ...steps.map((step) => outcomes[step] ?? outcomes.runs ?? 'no')].join(' | ')} |`);
  const table = [`| ${['generator', 'language', ...steps].join(' | ')} |`, `|${'---|'.repeat(steps.length + 2)}`, ...rows].join('\n');
  const text = readFileSync(readme, 'utf8');

  writeFileSync(readme, text.replace(/(<!-- foreign clients -->\n)[^]*?(\n<!-- end -->)/, `$1\n${table}\n$2`));
}
