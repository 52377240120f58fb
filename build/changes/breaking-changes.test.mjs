import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { breakingChanges } from './breaking-changes.mjs';
import { unreleased } from './change-log.mjs';

const released = load(readFileSync(new URL('../../openapi/dist/qboxmail-management.yaml', import.meta.url), 'utf8'));
const schemas = (document) => document.components.schemas;
const parameter = (document, name) => document.paths['/api/imports'].get.parameters.find((found) => found.name === name);

const breaking = {
  'Domains_Create': (d) => delete d.paths['/api/domains'].post,
  'Domains_List operationId': (d) => (d.paths['/api/domains'].get.operationId = 'Domains_All'),
  'Domains_Create responses 201': (d) => delete d.paths['/api/domains'].post.responses['201'],
  'Imports_List parameters status': (d) => (parameter(d, 'status').name = 'state'),
  'Imports_List parameters status required': (d) => (parameter(d, 'status').required = true),
  'PageSize maximum': (d) => (d.components.parameters.PageSize.schema.maximum = 50),
  'Domain.name': (d) => delete schemas(d).Domain.properties.name,
  'Domain.name type': (d) => (schemas(d).Domain.properties.name.type = 'integer'),
  'Domain.name format': (d) => (schemas(d).Domain.properties.name.format = 'date-time'),
  'Domain.code nullable': (d) => (schemas(d).Domain.properties.code.nullable = true),
  'Domain required code': (d) => delete schemas(d).Domain.required,
  'DomainStatus enum disabled': (d) => schemas(d).DomainStatus.anyOf[0].enum.splice(1, 1),
  'ActivationStatus enum disabled': (d) => schemas(d).ActivationStatus.enum.pop(),
  'CreateDomainRequest required plan': (d) => schemas(d).CreateDomainRequest.required.push('plan'),
  'CreateDomainRequest.name maxLength': (d) => (schemas(d).CreateDomainRequest.properties.name.maxLength = 20),
  'CreateDomainRequest.name pattern': (d) => (schemas(d).CreateDomainRequest.properties.name.pattern = '^a'),
  'CreateDomainRequest.plan $ref': (d) => (schemas(d).CreateDomainRequest.properties.plan.allOf[0].$ref = '#/components/schemas/ActivationStatus'),
  'CreateEmailAliasRequest.destinations maxItems': (d) => (schemas(d).CreateEmailAliasRequest.properties.destinations.maxItems = 10),
  'CreateEmailAccountRequest.max_email_quota enum 107374182400': (d) => schemas(d).CreateEmailAccountRequest.properties.max_email_quota.enum.pop(),
};

for (const [name, change] of Object.entries(breaking)) {
  test(`${name} breaks callers`, () => {
    assert.ok(changesOf(change).includes(name), `found: ${changesOf(change).join('; ')}`);
  });
}

const harmless = {
  'a new operation': (d) => (d.paths['/api/other'] = { get: { ...d.paths['/api/domains'].get, operationId: 'Domains_Other' } }),
  'a new optional field of a request': (d) => (schemas(d).CreateDomainRequest.properties.other = { type: 'string' }),
  'a new field of a response': (d) => (schemas(d).Domain.properties.other = { type: 'string', nullable: true }),
  'a new optional parameter before others': (d) =>
    d.paths['/api/imports'].get.parameters.unshift({ name: 'other', in: 'query', schema: { type: 'string' } }),
  'a promise about a response': (d) => schemas(d).Domain.required.push('name'),
  'a new description': (d) => (schemas(d).Domain.description = 'Another one.'),
  'nothing': () => {},
};

for (const [name, change] of Object.entries(harmless)) {
  test(`${name} breaks nobody`, () => assert.deepEqual(changesOf(change), []));
}

test('the unreleased part of the change log ends at the released version', () => {
  assert.equal(unreleased('# Log\n\n## Unreleased\n\n- `a`\n\n## 0.1.0\n\n- `b`\n'), '## Unreleased\n\n- `a`\n\n');
});

function changesOf(change) {
  const changed = structuredClone(released);
  change(changed);
  return breakingChanges(released, changed).map(({ name }) => name);
}
