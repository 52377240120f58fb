const colors = { documented: '#1a7f37', evidenced: '#0969da', inferred: '#bc4c00' };

/** Returns the badges of an operation: its evidence, and the properties that matter before the first call. */
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
