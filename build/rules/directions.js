/** What is sent and what is answered are different types, and types of inferred operations say so. */

export default function directions() {
  const sent = new Map();
  const answered = new Map();

  return {
    Operation(operation, { resolve, location }) {
      const trusted = operation['x-provenance'] !== 'inferred';
      const body = resolve(operation.requestBody ?? {});

      for (const parameter of operation.parameters ?? []) {
        const { node, location: at } = resolve(parameter, location.source.absoluteRef);
        collect([node?.schema], resolve, at?.source.absoluteRef ?? location.source.absoluteRef, trusted, sent);
      }

      // What a callback posts comes from the provider, so that it counts as answered.
      const isCallback = location.pointer.includes('/callbacks/');
      collect(contents(body.node), resolve, body.location?.source.absoluteRef ?? location.source.absoluteRef, trusted, isCallback ? answered : sent);

      for (const answer of Object.values(operation.responses ?? {})) {
        const { node, location: at } = resolve(answer, location.source.absoluteRef);
        collect(contents(node), resolve, at?.source.absoluteRef ?? location.source.absoluteRef, trusted, answered);
      }
    },
    Root: {
      leave(_root, { report }) {
        for (const [name, { schema, location }] of answered) {
          if (/(Request|Input)$/.test(name)) {
            report({ message: `${name} is answered, so that its name does not end in Request or Input.`, location });
          }

          if (schema.enum) {
            report({ message: `${name} is answered, so that it must be an open enumeration.`, location });
          }
        }

        for (const [name, { schema, location }] of sent) {
          if (schema.properties && !/(Request|Input)$/.test(name)) {
            report({ message: `${name} is sent, so that its name ends in Request, or in Input when it is a part.`, location });
          }
        }

        for (const [name, { schema, location, trusted }] of [...sent, ...answered].filter(([, entry]) => isType(entry.schema))) {
          const isTrusted = trusted || sent.get(name)?.trusted || answered.get(name)?.trusted;

          if ((schema['x-provenance'] === 'inferred') === Boolean(isTrusted)) {
            report({ message: `${name} carries x-provenance: inferred if and only if inferred operations alone use it.`, location });
          }
        }
      },
    },
  };
}

/** Whether a class or an enumeration is made of it. */
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
  return [...Object.values(schema.properties ?? {}), ...(schema.allOf ?? []), ...(schema.anyOf ?? []), schema.items, schema.additionalProperties].filter(
    (part) => part && typeof part === 'object',
  );
}
