#!/usr/bin/env node
// Stops at the first file that is not valid YAML. Otherwise the rules report every reference to it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const openapi = fileURLToPath(new URL('../openapi/', import.meta.url));
const files = readdirSync(openapi, { recursive: true }).filter((name) => name.endsWith('.yaml') && !/^(dist|released)[\\/]/.test(name));

for (const name of files.sort()) {
  try {
    load(readFileSync(join(openapi, name), 'utf8'));
  } catch (error) {
    console.error(`openapi/${name}:${error.mark.line + 1}:${error.mark.column + 1}: ${error.reason}\n\n${error.mark.snippet}`);
    process.exit(1);
  }
}
