/** Functions that find parts of a bundle, whose references are all local. */

export const methods = ['get', 'put', 'post', 'delete', 'patch'];

export function operations(document) {
  return Object.values(document.paths).flatMap((item) => methods.filter((method) => item[method]).map((method) => item[method]));
}

function callbacks(document) {
  return operations(document)
    .flatMap((operation) => Object.values(operation.callbacks ?? {}))
    .flatMap((callback) => Object.values(callback))
    .flatMap((item) => Object.values(item));
}

/** Returns the schemas of all requests. */
export function sent(document) {
  return findSchemas(document, operations(document).map((operation) => operation.requestBody));
}

/** Returns the schemas that a caller receives: those of responses, and those of callback bodies. */
export function received(document) {
  return findSchemas(document, [
    ...operations(document).flatMap((operation) => Object.values(operation.responses)),
    ...callbacks(document).map((callback) => callback.requestBody),
  ]);
}

/** Returns the element that a reference points to, or the element itself. */
export function resolve(document, element) {
  return element?.$ref ? resolve(document, element.$ref.split('/').slice(1).reduce((node, key) => node[key], document)) : element;
}

function findSchemas(document, bodies) {
  const found = new Set();
  const visit = (schema) => {
    const actual = resolve(document, schema);

    if (actual && typeof actual === 'object' && !found.has(actual)) {
      found.add(actual);
      const parts = [...Object.values(actual.properties ?? {}), ...(actual.allOf ?? []), ...(actual.anyOf ?? [])];
      [...parts, actual.items, actual.additionalProperties].forEach(visit);
    }
  };

  bodies.flatMap((body) => Object.values(resolve(document, body)?.content ?? {})).forEach((media) => visit(media.schema));
  return [...found];
}
