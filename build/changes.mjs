#!/usr/bin/env node
// Compares the public bundle with the released one. openapi/CHANGELOG.md must list each change that breaks callers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { breakingChanges } from './changes/breaking-changes.mjs';
import { unreleased } from './changes/change-log.mjs';

const openapi = new URL('../openapi/', import.meta.url);
const read = (name) => readFileSync(fileURLToPath(new URL(name, openapi)), 'utf8');

const changes = breakingChanges(load(read('released/qboxmail-management.yaml')), load(read('dist/qboxmail-management.yaml')));
const log = unreleased(read('CHANGELOG.md'));
const unlisted = changes.filter((change) => !log.includes(`\`${change.name}\``));

for (const change of changes) {
  console.log(`${unlisted.includes(change) ? 'missing' : 'listed '} ${change.name}: ${change.effect}`);
}

if (unlisted.length > 0) {
  console.error(`\n${unlisted.length} breaking changes are not in openapi/CHANGELOG.md. Undo them, or add under "Unreleased":\n`);
  unlisted.forEach((change) => console.error(`- **Breaking:** \`${change.name}\`: ${change.effect}. (Why, and what callers do.)`));
  process.exit(1);
}

console.log(`${changes.length} breaking changes since the release, all listed in the change log.`);
