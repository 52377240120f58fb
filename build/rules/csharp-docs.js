/** Turns descriptions into C# documentation: replaces names of the API, moves the origin of a field name, and removes notes about examples. */
export default function csharpDocs() {
  return {
    Root: {
      leave(root) {
        const methods = methodsOf(root);
        const members = membersOf(root);
        const rename = (text) => nameMembers(nameMethods(text, methods), members);
        visit(root, (node) => {
          node.description = withoutExamples(rename(node.description));
          describeConverted(node);
          moveProvenance(node);
          renameValues(node, rename);
        });
      },
    },
  };
}

function methodsOf(root) {
  const clients = Object.fromEntries(root.tags.map((tag) => [tag.name, tag['x-qboxmail-property'] ?? tag.name]));
  const ids = Object.values(root.paths).flatMap((path) => Object.values(path)).map((operation) => operation?.operationId).filter(Boolean);

  return new Map(ids.map((id) => [id, `${clients[id.split('_')[0]]}.${id.split('_')[1]}Async`]));
}

/** The C# names of fields and filters. A name with two C# names, or one that is also a value of an enumeration, stays as it is. */
function membersOf(root) {
  const { schemas, parameters } = root.components;
  const operations = Object.values(root.paths).flatMap((path) => Object.values(path)).filter((part) => part?.operationId);
  const values = new Set(Object.values(schemas).flatMap((schema) => Object.keys(schema['x-qboxmail-values'] ?? {})));
  const members = new Map();
  const fields = Object.values(schemas).flatMap((schema) => Object.entries(schema.properties ?? {}));
  const all = [...Object.values(parameters), ...operations.flatMap((operation) => operation.parameters ?? [])];

  for (const [wire, member] of [...fields, ...all.map((parameter) => [parameter.name, parameter])].filter(([name]) => name && !values.has(name))) {
    const name = member['x-qboxmail-name'] ?? wire.split('_').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
    members.set(wire, members.has(wire) && members.get(wire) !== name ? wire : name);
  }

  return members;
}

function visit(node, change) {
  if (typeof node?.description === 'string') {
    change(node);
  }

  if (node && typeof node === 'object') {
    Object.values(node).forEach((child) => visit(child, change));
  }
}

function nameMethods(text, methods) {
  return text.replace(/`?\b([A-Z]\w*_[A-Z]\w*)\b`?/g, (match, id) => (methods.has(id) ? `\`${methods.get(id)}\`` : match));
}

function nameMembers(text, members) {
  return text.replace(/`(\w+)`/g, (_match, name) => `\`${members.get(name) ?? name}\``);
}

/** The C# documentation contains no examples. */
function withoutExamples(text) {
  return text.replace(/ The \w+ in the example is invented\./, '');
}

/** The API sends a number that is a boolean in C#. */
function describeConverted(node) {
  if (node['x-qboxmail-type']?.to === 'bool') {
    node.description = node.description.replace(/^Number that indicates whether/, 'Whether');
  }
}

/** The meanings of values are strings, not objects with a description. */
function renameValues(schema, rename) {
  for (const [value, meaning] of Object.entries(schema['x-qboxmail-values'] ?? {}).filter(([, meaning]) => typeof meaning === 'string')) {
    schema['x-qboxmail-values'][value] = rename(meaning);
  }
}

/** The summary describes the value, so the origin of the name becomes a remark. */
function moveProvenance(node) {
  const [summary, origin] = node.description.split(/\s*The field name is (?=inferred[:\s]|a guess)/);

  if (node['x-provenance'] === 'inferred' && origin) {
    node.description = summary;
    node['x-qboxmail-remarks'] = `The API reference does not document the name of this field. The name is ${origin}`;
  }
}
