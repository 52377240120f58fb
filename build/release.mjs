#!/usr/bin/env node
// Copies the public bundle to openapi/released, with which later changes are compared: npm run release -- 0.2.0
import { copyFileSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { breakingChanges } from './changes/breaking-changes.mjs';
import { unreleased, versions } from './changes/change-log.mjs';

const openapi = new URL('../openapi/', import.meta.url);
const file = (name) => new URL(name, openapi);
const read = (name) => readFileSync(file(name), 'utf8');
const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const [version] = process.argv.slice(2);
const [bundle, released] = ['dist', 'released'].map((folder) => load(read(`${folder}/qboxmail-management.yaml`)));
const log = read('CHANGELOG.md');
const parts = (text) => text.split('.').map(Number);

if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
  fail('Specify the version: npm run release -- 0.2.0');
}

if (bundle.info.version !== version || versions(log)[0] !== version) {
  fail(
    `Set info.version in openapi/management.yaml to ${version}, rename "Unreleased" in openapi/CHANGELOG.md to ${version}, `
      + 'and run npm run bundle.',
  );
}

const changes = breakingChanges(released, bundle);
const unlisted = changes.filter(({ name }) => !unreleased(log).includes(`\`${name}\``));
const [[major, minor], [oldMajor, oldMinor]] = [parts(version), parts(released.info.version)];

if (unlisted.length > 0) {
  fail(`openapi/CHANGELOG.md does not list ${unlisted.map(({ name }) => name).join(', ')}.`);
}

if (changes.length > 0 && major === oldMajor && (major > 0 || minor === oldMinor)) {
  const part = oldMajor > 0 ? 'major' : 'minor';
  fail(`${changes.length} changes break callers of ${released.info.version}: raise the ${part} version.`);
}

copyFileSync(file('dist/qboxmail-management.yaml'), file('released/qboxmail-management.yaml'));
console.log(`openapi/released now contains version ${version}. Commit it, and tag the commit with document-v${version}.`);
