const colors = { documented: '#1a7f37', evidenced: '#0969da', inferred: '#bc4c00' };

/** The evidence of an operation, and what a caller should know before the first call. */
export function badges(operation) {
  const provenance = operation['x-provenance'];
  const others = [
    operation['x-qboxmail-billable'] && 'billable',
    operation['x-qboxmail-idempotent'] === false && 'not repeatable',
  ];

  return [
    { name: provenance, color: colors[provenance], position: 'after' },
    ...others.filter(Boolean).map((name) => ({ name, color: '#57606a', position: 'after' })),
  ];
}
