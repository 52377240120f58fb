import { resolve } from '../rules/everyone/bundle.js';

/** Returns the request of a sample: the required parameters and the body of the document's example. */
export function requestOf(document, path, method, item, operation) {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolve(document, parameter));
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const find = (name) => parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);

  return {
    method,
    path,
    pathParameters: names.map(find).map(withValue),
    queryParameters: parameters.filter((parameter) => parameter.in === 'query' && parameter.required).map(withValue),
    schema: resolve(document, operation.requestBody?.content['application/json'].schema),
    schemaName: operation.requestBody?.content['application/json'].schema.$ref.split('/').pop(),
    body: operation.requestBody?.content['application/json'].example,
  };
}

function withValue(parameter) {
  return { ...parameter, value: parameter.example ?? parameter.schema.example };
}
