#!/usr/bin/env node
// Writes the API reference and the entry page of the site to a folder. They load nothing from other servers, and also work as local files.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [output] = process.argv.slice(2);
const here = (name) => new URL(name, import.meta.url);
const document = readFileSync(here('../openapi/dist/reference.json'), 'utf8');
const { version } = JSON.parse(document).info;
const scalar = join(createRequire(import.meta.url).resolve('@scalar/api-reference'), '../browser/standalone.js');

mkdirSync(join(output, 'reference'), { recursive: true });
copyFileSync(here('site/reference.html'), join(output, 'reference/index.html'));
copyFileSync(here('site/reference.js'), join(output, 'reference/reference.js'));
copyFileSync(scalar, join(output, 'reference/scalar.js'));
copyFileSync(here('icon.svg'), join(output, 'icon.svg'));
copyFileSync(here('site/site.css'), join(output, 'site.css'));
copyFileSync(here('../openapi/dist/qboxmail-management.yaml'), join(output, 'qboxmail-management.yaml'));
// Browsers do not let a page that is opened as a local file fetch another file.
writeFileSync(join(output, 'reference/document.js'), `globalThis.qboxmailDocument = ${document};\n`);
writeFileSync(join(output, 'index.html'), readFileSync(here('site/index.html'), 'utf8').replaceAll('{version}', version));
