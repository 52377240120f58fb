/** Shape of an operation: keys and their order, names, answers, examples. */

const order = [
  'operationId',
  'summary',
  'description',
  'externalDocs',
  'tags',
  'x-provenance',
  'x-qboxmail-returns',
  'x-qboxmail-idempotent',
  'x-qboxmail-reads',
  'x-qboxmail-parent',
  'x-qboxmail-wait',
  'x-qboxmail-billable',
  'parameters',
  'requestBody',
  'responses',
  'callbacks',
];
const required = ['operationId', 'summary', 'description', 'externalDocs', 'tags', 'x-provenance', 'x-qboxmail-returns', 'responses'];
const provenances = ['documented', 'evidenced', 'inferred'];
const failures = ['401', '403', '404', '422', 'default'];
const methods = ['get', 'put', 'post', 'delete', 'patch'];

export default function operations() {
  const ids = new Set();
  const parents = [];

  return {
    Root: {
      leave(_root, { report }) {
        for (const { parent, location } of parents.filter(({ parent }) => !ids.has(parent))) {
          report({ message: `x-qboxmail-parent names the unknown operation ${parent}.`, location });
        }
      },
    },
    Operation(operation, { report, location, key, resolve }) {
      // A callback is a request of the provider to the caller: nothing is generated from it but the schema of its body.
      if (location.pointer.includes('/callbacks/')) {
        return;
      }

      const say = (message, at) => report({ message, location: at ? location.child(at) : location });
      const id = operation.operationId ?? '';
      const returns = operation['x-qboxmail-returns'];
      const isGet = key === 'get';
      ids.add(id);

      for (const name of required.filter((name) => !(name in operation))) {
        say(`${id} lacks ${name}.`);
      }

      const keys = Object.keys(operation);
      const expected = order.filter((name) => keys.includes(name));
      const unknown = keys.filter((name) => !order.includes(name));

      if (unknown.length > 0) {
        say(`${id} has keys that no operation has: ${unknown.join(', ')}.`);
      } else if (keys.join() !== expected.join()) {
        say(`Keys of ${id} stand in another order than everywhere: ${expected.join(', ')}.`);
      }

      if (!/^[A-Z][A-Za-z]+_[A-Z][A-Za-z]+$/.test(id)) {
        say('operationId is Client_Method, both in PascalCase.', ['operationId']);
      }

      if (operation.tags?.length !== 1 || operation.tags[0] !== id.split('_')[0]) {
        say('The one tag is the client, the part of operationId before the underscore.', ['tags']);
      }

      if (!operation.summary?.endsWith('.') || !operation.description?.endsWith('.')) {
        say(`Summary and description of ${id} are sentences.`);
      }

      if (!provenances.includes(operation['x-provenance'])) {
        say(`x-provenance is one of ${provenances.join(', ')}.`, ['x-provenance']);
      }

      if (operation['x-provenance'] === 'inferred' && !operation.description?.includes('Inferred: ')) {
        say('The description of an inferred operation says "Inferred: " and why.', ['description']);
      }

      if (operation['x-qboxmail-billable'] && !operation.description?.includes('Billable')) {
        say('The description of a billable operation says "Billable" and when.', ['description']);
      }

      if (isGet === 'x-qboxmail-idempotent' in operation || !['undefined', 'boolean'].includes(typeof operation['x-qboxmail-idempotent'])) {
        say('x-qboxmail-idempotent is true or false on every operation that is not GET, and on no other.');
      }

      if ('x-qboxmail-reads' in operation && (isGet || operation['x-qboxmail-reads'] !== true || operation['x-qboxmail-idempotent'] !== true)) {
        say('x-qboxmail-reads is true where it stands, on what is not GET and may be sent again.');
      }

      if (operation['x-qboxmail-parent']) {
        parents.push({ parent: operation['x-qboxmail-parent'], location: location.child(['x-qboxmail-parent']) });
      }

      if (operation.requestBody && !hasExample(resolve(operation.requestBody).node?.content)) {
        say('A request body has an example.', ['requestBody']);
      }

      checkAnswers(operation, returns, key, resolve, say);
    },
    PathItem(item, { report, location }) {
      for (const key of Object.keys(item).filter((key) => ![...methods, 'parameters', '$ref'].includes(key))) {
        report({ message: `${key} does not belong on a path.`, location: location.child([key]) });
      }
    },
  };
}

function checkAnswers(operation, returns, method, resolve, say) {
  const codes = Object.keys(operation.responses ?? {});
  const successes = codes.filter((code) => code.startsWith('2'));
  const expected = returns === 'empty' ? ['200', '204'] : method === 'post' && ['created', 'item'].includes(returns) ? ['200', '201'] : ['200'];
  // A POST that only reads creates nothing.
  const reads = operation['x-qboxmail-reads'] === true;

  for (const code of failures.filter((code) => !codes.includes(code))) {
    say(`The answer ${code} is missing.`, ['responses']);
  }

  for (const code of codes.filter((code) => !failures.includes(code) && !/^2\d\d$/.test(code))) {
    say(`The answer ${code} is not one that the reference knows; ranges cannot be generated.`, ['responses', code]);
  }

  if (!reads && successes.sort().join() !== expected.join()) {
    say(`${operation.operationId} returns ${returns}, so that its success codes are ${expected.join(' and ')}.`, ['responses']);
  }

  const answer = resolve(operation.responses?.[successes[0]]).node;
  const content = answer?.content;
  const schema = content?.['application/json']?.schema?.$ref?.split('/').pop();
  const shapes = {
    page: (name) => name?.endsWith('Page'),
    list: (name) => name?.endsWith('Page'),
    item: (name) => name?.endsWith('Page'),
    created: (name) => name === 'CreatedResource',
    value: (name) => name && !name.endsWith('Page'),
    empty: () => content === undefined,
    file: () => content && !content['application/json'],
  };

  if (!shapes[returns]) {
    say(`x-qboxmail-returns is one of ${Object.keys(shapes).join(', ')}.`, ['x-qboxmail-returns']);
  } else if (!shapes[returns](schema)) {
    say(`The success answer does not have the shape of ${returns}.`, ['responses']);
  }

  if (!['empty', 'file'].includes(returns) && !hasExample(content)) {
    say('A success answer has an example.', ['responses']);
  }

  const parameters = (operation.parameters ?? []).map((parameter) => resolve(parameter).node);
  const paging = parameters.filter((parameter) => parameter?.['x-qboxmail-paging']).map((parameter) => parameter.name);

  if (paging.join() !== (returns === 'page' ? 'page,per' : '')) {
    say('An operation that returns a page has the parameters page and per first, and no other has them.', ['parameters']);
  }
}

function hasExample(content) {
  return Object.values(content ?? {}).every((media) => 'example' in media) && content !== undefined;
}
