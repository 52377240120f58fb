#!/usr/bin/env node
// Compares the bundle for everyone with the released one. A change that breaks callers must be named in openapi/CHANGELOG.md.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { breakingChanges } from './changes/breaking-changes.mjs';
import { unreleased } from './changes/change-log.mjs';

const openapi = new URL('../openapi/', import.meta.url);
const read = (name) => readFileSync(fileURLToPath(new URL(name, openapi)), 'utf8');

const changes = breakingChanges(load(read('released/qboxmail-management.yaml')), load(read('dist/qboxmail-management.yaml')));
const log = unreleased(read('CHANGELOG.md'));
const unnamed = changes.filter((change) => !log.includes(`\`${change.name}\``));

for (const change of changes) {
  console.log(`${unnamed.includes(change) ? 'MISSING ' : 'named   '} ${change.name}: ${change.effect}`);
}

if (unnamed.length > 0) {
  console.error(`\n${unnamed.length} breaking changes are not in openapi/CHANGELOG.md. Undo them, or add under "Unreleased":\n`);
  unnamed.forEach((change) => console.error(`- **Breaking:** \`${change.name}\`: ${change.effect}. (Why, and what callers do.)`));
  process.exit(1);
}

console.log(`${changes.length} breaking changes since the release, all named in the change log.`);
