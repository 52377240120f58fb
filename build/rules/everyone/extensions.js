/** The extensions that a reader or another tool can use; the others are only for our generator. */
const kept = [
  'x-provenance',
  'x-extensible-enum',
  'x-documented-type',
  'x-displayName',
  'x-tagGroups',
  ...['wait', 'idempotent', 'parent', 'billable', 'values', 'candidates'].map((name) => `x-qboxmail-${name}`),
];

/** Names below these keys are data, not keys of OpenAPI. */
const data = ['example', 'examples', 'enum', 'default', 'x-qboxmail-values', 'x-qboxmail-wait'];

export default function extensions(node) {
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('x-') && !kept.includes(key)) {
      delete node[key];
    } else if (value && typeof value === 'object' && !data.includes(key)) {
      extensions(value);
    }
  }
}
