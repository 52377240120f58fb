/** The wait tables must refer to existing operations, properties and states. */

const keys = ['noun', 'plural', 'polls', 'schema', 'by', 'parameter', 'list', 'status', 'detail', 'deleted', 'ownership', 'states'];
const ownershipKeys = ['status', 'label', 'address', 'operation'];
const stateKeys = ['summary', 'ready', 'failed', 'inferred'];

export default function waits() {
  const operations = new Map();
  const tables = [];

  return {
    Operation(operation, { report, location, resolve }) {
      const item = itemOf(operation, resolve, location.source.absoluteRef);
      operations.set(operation.operationId, { operation, item });

      if ('x-qboxmail-wait' in operation) {
        tables.push({ operation, wait: operation['x-qboxmail-wait'], report, resolve, location: location.child(['x-qboxmail-wait']) });
      }
    },
    Root: {
      leave() {
        const clients = new Set();

        for (const { operation, wait, report, resolve, location } of tables) {
          const id = operation.operationId;
          const say = (message) => report({ message: `The wait of ${id}: ${message}`, location });
          const client = id.split('_')[0];

          if (clients.has(client)) {
            say('a client must have at most one.');
          }

          clients.add(client);
          checkTable(wait, id, operations, resolve, say);
        }
      },
    },
  };
}

function checkTable(wait, id, operations, resolve, say) {
  const polled = operations.get(wait.polls ?? id);
  const unknown = Object.keys(wait).filter((key) => !keys.includes(key));

  if (unknown.length > 0) {
    say(`unknown keys: ${unknown.join(', ')}.`);
  }

  for (const key of ['noun', 'plural', 'status'].filter((key) => typeof wait[key] !== 'string')) {
    say(`${key} is missing.`);
  }

  if (!polled?.item) {
    say(`${wait.polls ?? id} must exist and return a resource.`);
    return;
  }

  if (wait.list && operations.get(wait.list)?.item?.name !== polled.item.name) {
    say(`${wait.list} must exist and list the same schema as ${wait.polls ?? id}.`);
  }

  if (wait.list && isInferred(operations.get(wait.list)?.operation) && !isInferred(polled.operation)) {
    say(`${wait.list} must not be inferred, because ${wait.polls ?? id} is not.`);
  }

  if (wait.polls && wait.schema !== polled.item.name) {
    say(`schema must be ${polled.item.name}, which ${wait.polls} returns.`);
  }

  if (('by' in wait || 'parameter' in wait) && (wait.by !== 'list' || !wait.parameter || polled.operation['x-qboxmail-returns'] !== 'page')) {
    say('by must be list, with the name of a parameter, on an operation that returns a page.');
  }

  for (const name of [wait.status, wait.detail].filter((name) => name && !(name in polled.item.properties))) {
    say(`${polled.item.name} has no property ${name}.`);
  }

  if (wait.ownership) {
    checkOwnership(wait, polled.item, operations, resolve, say);
  }

  for (const [name, state] of Object.entries(wait.states ?? {})) {
    checkState(name, state, polled.item, resolve, say);
  }
}

/** Checks the parts of the message of a wait that ends before the ownership is verified. */
function checkOwnership({ status, ownership }, item, operations, resolve, say) {
  if (Object.keys(ownership).join() !== ownershipKeys.join()) {
    say(`ownership must contain ${ownershipKeys.join(', ')}, in this order.`);
    return;
  }

  const known = valuesOf(item.properties[status], resolve, item.source) ?? [];

  for (const value of ownership.status.filter((value) => !known.includes(value))) {
    say(`ownership: ${value} is not a value of ${item.name}.${status}: ${known.join(', ')}.`);
  }

  if (!(ownership.label in item.properties)) {
    say(`ownership: ${item.name} has no property ${ownership.label}.`);
  }

  for (const key of ['address', 'operation'].filter((key) => !operations.has(ownership[key]))) {
    say(`ownership: ${key} must be an operation, not ${ownership[key]}.`);
  }
}

function checkState(name, state, item, resolve, say) {
  const unknown = Object.keys(state).filter((key) => !stateKeys.includes(key));

  if (unknown.length > 0 || !state.summary?.startsWith('Waits until ') || !state.summary.endsWith('.') || !state.ready?.length) {
    say(`${name} needs a summary "Waits until ... ." and ready; failed and inferred are optional.`);
    return;
  }

  for (const [property, values] of [...state.ready, ...(state.failed ?? [])].flatMap(Object.entries)) {
    const known = valuesOf(item.properties[property], resolve, item.source);

    if (!known) {
      say(`${item.name} has no property ${property} with an enumeration.`);
      continue;
    }

    for (const value of values.filter((value) => value !== null && !known.includes(value) && !state.inferred?.includes(value))) {
      say(`${value} is not a value of ${item.name}.${property}: ${known.join(', ')}.`);
    }
  }
}

function isInferred(operation) {
  return operation?.['x-provenance'] === 'inferred';
}

/** Returns the schema of the resource that an operation returns, with its file. */
function itemOf(operation, resolve, file) {
  const code = Object.keys(operation.responses ?? {}).find((code) => code.startsWith('2'));
  const response = follow(operation.responses?.[code], resolve, file);
  const page = follow(response?.node?.content?.['application/json']?.schema, resolve, response?.file);
  const items = page?.node?.properties?.resources?.items;
  const schema = follow(items, resolve, page?.file);

  return schema?.node?.properties && { name: items.$ref?.split('/').pop(), properties: schema.node.properties, source: schema.file };
}

function valuesOf(property, resolve, file) {
  const schema = follow(property?.allOf?.[0] ?? property, resolve, file)?.node;
  return schema?.['x-extensible-enum'] ?? schema?.enum;
}

function follow(node, resolve, file) {
  if (!node?.$ref) {
    return node && { node, file };
  }

  const resolved = resolve(node, file);
  return resolved.node && { node: resolved.node, file: resolved.location.source.absoluteRef };
}
