/** Turns descriptions into C# documentation: replaces operation IDs with methods, and moves the origin of a field name to the remarks. */
export default function csharpDocs() {
  return {
    Root: {
      leave(root) {
        const methods = methodsOf(root);
        visit(root, (node) => {
          node.description = nameMethods(node.description, methods);
          moveProvenance(node);
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

/** The summary describes the value, so the origin of the name becomes a remark. */
function moveProvenance(node) {
  const [summary, origin] = node.description.split(/\s*The field name is inferred(?=[:\s])/);

  if (node['x-provenance'] === 'inferred' && origin) {
    node.description = summary;
    node['x-qboxmail-remarks'] = `The API reference does not show this field. Its name is inferred${origin}`;
  }
}
