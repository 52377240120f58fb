/** Requests and responses must have different types, and types that only inferred operations use must be marked. */

export default function directions() {
  const sent = new Map();
  const received = new Map();

  return {
    Operation(operation, { resolve, location }) {
      const trusted = operation['x-provenance'] !== 'inferred';
      const body = resolve(operation.requestBody ?? {});

      for (const parameter of operation.parameters ?? []) {
        const { node, location: at } = resolve(parameter, location.source.absoluteRef);
        collect([node?.schema], resolve, at?.source.absoluteRef ?? location.source.absoluteRef, trusted, sent);
      }

      // The provider sends the body of a callback, so it counts as a response.
      const isCallback = location.pointer.includes('/callbacks/');
      collect(contents(body.node), resolve, body.location?.source.absoluteRef ?? location.source.absoluteRef, trusted, isCallback ? received : sent);

      for (const response of Object.values(operation.responses ?? {})) {
        const { node, location: at } = resolve(response, location.source.absoluteRef);
        collect(contents(node), resolve, at?.source.absoluteRef ?? location.source.absoluteRef, trusted, received);
      }
    },
    Root: {
      leave(_root, { report }) {
        for (const [name, { schema, location }] of received) {
          if (/(Request|Input)$/.test(name)) {
            report({ message: `${name} is part of a response: its name must not end in Request or Input.`, location });
          }

          if (schema.enum) {
            report({ message: `${name} is part of a response: it must be an open enumeration.`, location });
          }
        }

        for (const [name, { schema, location }] of sent) {
          if (schema.properties && !/(Request|Input)$/.test(name)) {
            report({ message: `${name} is part of a request: its name must end in Request, or in Input if it is nested.`, location });
          }
        }

        for (const [name, { schema, location, trusted }] of [...sent, ...received].filter(([, entry]) => isType(entry.schema))) {
          const isTrusted = trusted || sent.get(name)?.trusted || received.get(name)?.trusted;

          if ((schema['x-provenance'] === 'inferred') === Boolean(isTrusted)) {
            report({ message: `${name} must have x-provenance: inferred if, and only if, all operations that use it are inferred.`, location });
          }
        }
      },
    },
  };
}

/** Returns whether the generator creates a class or an enumeration from the schema. */
function isType(schema) {
  return schema.properties || schema.enum || schema.anyOf;
}

function contents(node) {
  return Object.values(node?.content ?? {}).map((media) => media.schema);
}

function collect(schemas, resolve, from, trusted, into) {
  for (const schema of schemas.filter(Boolean)) {
    if (schema.$ref) {
      const name = schema.$ref.split('/').pop();
      const { node, location } = resolve(schema, from);
      const known = into.get(name);

      if (node && (!known || (trusted && !known.trusted))) {
        into.set(name, { schema: node, location, trusted });
        collect(parts(node), resolve, location.source.absoluteRef, trusted, into);
      }
    } else {
      collect(parts(schema), resolve, from, trusted, into);
    }
  }
}

function parts(schema) {
  const nested = [...Object.values(schema.properties ?? {}), ...(schema.allOf ?? []), ...(schema.anyOf ?? [])];

  return [...nested, schema.items, schema.additionalProperties].filter((part) => part && typeof part === 'object');
}
