/** Links the code in the response of a creation to the operation that reads the resource. */
export default function links(document) {
  for (const [path, item] of Object.entries(document.paths)) {
    const [target, parameter] = readerBelow(path, document.paths);
    const created = Object.entries(item.post?.responses ?? {}).filter(([, response]) => schemaOf(response) === 'CreatedResource');

    for (const [, response] of target ? created : []) {
      response.links = { [target.operationId]: { operationId: target.operationId, parameters: parametersOf(path, parameter) } };
    }
  }
}

function readerBelow(path, paths) {
  const below = Object.keys(paths).find((other) => other.startsWith(`${path}/{`) && other.split('/').length === path.split('/').length + 1);
  return below && paths[below].get ? [paths[below].get, below.match(/\{(\w+)\}$/)[1]] : [];
}

function parametersOf(path, parameter) {
  const above = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, `$request.path.${name}`]);
  return { ...Object.fromEntries(above), [parameter]: '$response.body#/resource_code' };
}

function schemaOf(response) {
  return response.content?.['application/json']?.schema?.$ref?.split('/').pop();
}
