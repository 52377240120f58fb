import { apiCompare } from 'api-smart-diff';
import { received, sent } from '../rules/everyone/bundle.js';

/** Returns the changes between two bundles that break callers: a stable name and the effect of each. */
export function breakingChanges(before, after) {
  const receivedOnly = responseSchemas(before, after);
  const found = new Map();

  // The comparison resolves references in place.
  for (const diff of apiCompare(structuredClone(before), structuredClone(after)).diffs) {
    const path = canonical(diff.path.map(String), before, after);

    if (breaks(diff, path, receivedOnly)) {
      const change = describe(diff, path, before, after);
      found.set(change.name, found.get(change.name) ?? change);
    }
  }

  return [...found.values()].sort((left, right) => left.name.localeCompare(right.name));
}

/** The comparison treats every schema as part of a request; this function corrects it for responses. */
function breaks({ type, action }, path, receivedOnly) {
  const key = path.at(-1);
  const isField = path.at(-2) === 'properties';

  if (key === 'operationId') {
    return action === 'replace';
  }

  if (path[0] !== 'components' || path[1] !== 'schemas' || !receivedOnly.has(path[2])) {
    return type === 'breaking';
  }

  const isPromise = path.includes('required') ? action === 'remove' : key === 'nullable' && action === 'add';
  const isReadByCallers = ['type', 'format', '$ref'].includes(key) || path.at(-2) === 'enum';
  return (isField && action === 'remove') || isPromise || (type === 'breaking' && isReadByCallers);
}

/** Follows references that both documents share, so that a change of a component counts once. */
function canonical(path, before, after) {
  let [left, right, resolved] = [before, after, []];

  for (const key of path) {
    if (left?.$ref && left.$ref === right?.$ref) {
      resolved = left.$ref.split('/').slice(1);
      [left, right] = [at(before, resolved), at(after, resolved)];
    } else if (left?.$ref && right?.$ref) {
      return [...resolved, '$ref'];
    }

    resolved = [...resolved, key];
    [left, right] = [left?.[key], right?.[key]];
  }

  return resolved;
}

function describe({ action, before: old, after: now }, path, before, after) {
  const effect = {
    add: `added${text(now)}`,
    remove: `removed${text(old)}`,
    replace: `changed from${text(old)} to${text(now)}`,
    rename: 'renamed',
  }[action];
  const document = at(before, path.slice(0, 3)) ? before : after;

  return { name: nameOf(path, document, old ?? now), effect };
}

function nameOf([section, ...rest], document, value) {
  if (section === 'paths') {
    const [path, method, kind, index, ...rule] = rest;
    const operation = document.paths[path]?.[method];
    const name = operation?.operationId ?? `${method ?? ''} ${path}`.trim();
    const parameter = kind === 'parameters' ? (operation?.parameters?.[index]?.name ?? index) : index;
    return [name, kind, parameter, ...words(rule)].filter((part) => part !== undefined).join(' ');
  }

  const [kind, name, ...rule] = rest;
  return kind === 'schemas' ? fieldOf(name, rule, value) : [name, ...words(rule)].join(' ');
}

function fieldOf(schema, rule, value) {
  let name = schema;
  const rest = [...rule];

  while (rest[0] === 'properties' && rest.length > 1) {
    name += `.${rest[1]}`;
    rest.splice(0, 2);
  }

  // The value identifies an entry of a list; its position does not.
  return [name, ...words(['required', 'enum'].includes(rest.at(-2)) ? [...rest.slice(0, -1), String(value)] : rest)].join(' ');
}

function words(path) {
  return path.filter((key) => !['schema', 'allOf', 'anyOf'].includes(key) && !(/^\d$/.test(key)));
}

function text(value) {
  return value === undefined || value === null || typeof value === 'object' ? '' : ` ${value}`;
}

function at(document, path) {
  return path.reduce((node, key) => node?.[key], document);
}

function responseSchemas(...documents) {
  const names = new Set();

  for (const document of documents) {
    const bySent = new Set(sent(document));
    const schemas = Object.entries(document.components.schemas);
    received(document).filter((schema) => !bySent.has(schema))
      .forEach((schema) => schemas.filter(([, known]) => known === schema).forEach(([name]) => names.add(name)));
  }

  return names;
}
