/** Writes a table of the states of background processing, which operations describe, into the introduction. */
export default function waitTable() {
  const rows = [];

  return {
    Operation(operation) {
      const wait = operation['x-qboxmail-wait'];

      for (const { summary, ready, failed } of Object.values(wait?.states ?? {})) {
        const goal = summary.replace('Waits until ', '').replace(/\.$/, '');
        rows.push(`| ${wait.polls ?? operation.operationId} | ${goal} | ${conditions(ready)} | ${conditions(failed)} |`);
      }
    },
    Root: {
      leave(root) {
        const table = ['| poll | until | ready when | failed when |', '|---|---|---|---|', ...rows].join('\n');
        root.info.description = root.info.description.replace('{waits}', table);
      },
    },
  };
}

function conditions(states) {
  return (states ?? []).map(condition).join(' or ');
}

function condition(state) {
  return Object.entries(state).map(([property, values]) => `\`${property}\` is ${values.map(text).join(', ')}`).join(' and ');
}

function text(value) {
  return value === null ? 'null' : `\`${value}\``;
}
