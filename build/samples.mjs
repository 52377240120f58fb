#!/usr/bin/env node
// Writes the bundle for reference pages, which contains code samples and badges, and a file with the C# samples, which a test compiles and runs.
import { readFileSync, writeFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { operations } from './rules/everyone/bundle.js';
import { badges } from './samples/badges.mjs';
import { csharp, csharpFile } from './samples/csharp.mjs';
import { requestOf } from './samples/request.mjs';
import { httpSamples } from './samples/http.mjs';

const dist = new URL('../openapi/dist/', import.meta.url);
const [generator, everyone] = ['generator.yaml', 'qboxmail-management.yaml'].map((name) => load(readFileSync(new URL(name, dist), 'utf8')));
const published = new Map(operations(everyone).map((operation) => [operation.operationId, operation]));
const samples = [];

for (const [path, item] of Object.entries(generator.paths)) {
  for (const [method, operation] of Object.entries(item).filter(([, value]) => value.operationId)) {
    const request = requestOf(generator, path, method, item, operation);
    const code = csharp(generator, operation, request);
    samples.push({ id: operation.operationId, code });
    Object.assign(published.get(operation.operationId), {
      'x-badges': badges(operation),
      'x-codeSamples': [...httpSamples(generator.servers[0].url, request), { lang: 'csharp', label: 'C#', source: code }],
    });
  }
}

writeFileSync(new URL('reference.json', dist), `${JSON.stringify(everyone, null, 1)}\n`);
writeFileSync(new URL('CSharpSamples.cs', dist), csharpFile(samples));
console.log(`Wrote samples for ${samples.length} operations.`);
