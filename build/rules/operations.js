/** Checks the shape of an operation: keys and their order, names, wording, responses, examples. */

const order = [
  'operationId',
  'summary',
  'description',
  'externalDocs',
  'tags',
  'x-provenance',
  'x-qboxmail-candidates',
  'x-qboxmail-returns',
  'x-qboxmail-find',
  'x-qboxmail-idempotent',
  'x-qboxmail-reads',
  'x-qboxmail-parent',
  'x-qboxmail-wait',
  'x-qboxmail-billable',
  'x-qboxmail-csharp',
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
      const say = (message, at) => report({ message, location: at ? location.child(at) : location });

      // A callback is a request from the provider to the caller: nothing is generated from it except the schema of its body.
      if (location.pointer.includes('/callbacks/')) {
        checkWording(operation, 'A callback', say);
        return;
      }

      const id = operation.operationId ?? '';
      const returns = operation['x-qboxmail-returns'];
      const isGet = key === 'get';
      ids.add(id);

      for (const name of required.filter((name) => !(name in operation))) {
        say(`${id}: ${name} is missing.`);
      }

      const keys = Object.keys(operation);
      const expected = order.filter((name) => keys.includes(name));
      const unknown = keys.filter((name) => !order.includes(name));

      if (unknown.length > 0) {
        say(`${id} has unknown keys: ${unknown.join(', ')}.`);
      } else if (keys.join() !== expected.join()) {
        say(`${id}: keys must be in this order: ${expected.join(', ')}.`);
      }

      if (!/^[A-Z][A-Za-z]+_[A-Z][A-Za-z]+$/.test(id)) {
        say('operationId must be Client_Method, both in PascalCase.', ['operationId']);
      }

      if (operation.tags?.length !== 1 || operation.tags[0] !== id.split('_')[0]) {
        say('The only tag must be the client, the part of operationId before the underscore.', ['tags']);
      }

      checkWording(operation, id, say);

      if (!provenances.includes(operation['x-provenance'])) {
        say(`x-provenance must be one of ${provenances.join(', ')}.`, ['x-provenance']);
      }

      if (operation['x-provenance'] === 'inferred' && !operation.description?.includes('Inferred: ')) {
        say('The description of an inferred operation must contain "Inferred: " and the reason.', ['description']);
      }

      if (operation['x-qboxmail-billable'] && !operation.description?.includes('Billable')) {
        say('The description of a billable operation must contain "Billable" and the condition.', ['description']);
      }

      if (isGet === 'x-qboxmail-idempotent' in operation || !['undefined', 'boolean'].includes(typeof operation['x-qboxmail-idempotent'])) {
        say('x-qboxmail-idempotent must be true or false on every operation other than GET, and absent on GET.');
      }

      if ('x-qboxmail-reads' in operation && (isGet || operation['x-qboxmail-reads'] !== true || operation['x-qboxmail-idempotent'] !== true)) {
        say('x-qboxmail-reads may only be true, on an operation other than GET with x-qboxmail-idempotent: true.');
      }

      if (operation['x-qboxmail-parent']) {
        parents.push({ parent: operation['x-qboxmail-parent'], location: location.child(['x-qboxmail-parent']) });
      }

      if (operation.requestBody && !hasExample(resolve(operation.requestBody).node?.content)) {
        say('A request body must have an example.', ['requestBody']);
      }

      checkResponses(operation, returns, key, resolve, say);
    },
    PathItem(item, { report, location }) {
      for (const key of Object.keys(item).filter((key) => ![...methods, 'parameters', '$ref'].includes(key))) {
        report({ message: `${key} is not allowed on a path.`, location: location.child([key]) });
      }
    },
  };
}

function checkWording({ summary = '', description = '' }, name, say) {
  if (!/^[A-Z][^.]{0,59}$/.test(summary)) {
    say(`${name}: summary must be a title that starts with an upper-case letter, of at most 60 characters and without a full stop.`, ['summary']);
  }

  // The first sentence becomes the summary of the C# method.
  if (!/^[A-Z][a-z]*s /.test(description) || !description.endsWith('.') || /\b(e\.g|i\.e|etc)\./.test(description)) {
    say(`${name}: description must start with a verb in the third person ("Lists ..."), consist of sentences and avoid "e.g.".`, ['description']);
  }
}

function checkResponses(operation, returns, method, resolve, say) {
  const codes = Object.keys(operation.responses ?? {});
  const successes = codes.filter((code) => code.startsWith('2'));
  const expected = returns === 'empty' ? ['200', '204'] : method === 'post' && ['created', 'item'].includes(returns) ? ['200', '201'] : ['200'];
  // A POST that only reads creates nothing.
  const reads = operation['x-qboxmail-reads'] === true;

  for (const code of failures.filter((code) => !codes.includes(code))) {
    say(`Response ${code} is missing.`, ['responses']);
  }

  for (const code of codes.filter((code) => !failures.includes(code) && !/^2\d\d$/.test(code))) {
    say(`Response ${code} is not in the API reference; ranges are not supported by the generator.`, ['responses', code]);
  }

  // A GET may succeed with another code that was observed.
  if (method === 'get' ? successes.length !== 1 : !reads && successes.sort().join() !== expected.join()) {
    const allowed = method === 'get' ? 'one code' : expected.join(' and ');
    say(`${operation.operationId} returns ${returns}: its success codes must be ${allowed}.`, ['responses']);
  }

  const content = resolve(operation.responses?.[successes[0]]).node?.content;
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
    say(`x-qboxmail-returns must be one of ${Object.keys(shapes).join(', ')}.`, ['x-qboxmail-returns']);
  } else if (!shapes[returns](schema)) {
    say(`The success response does not have the shape of ${returns}.`, ['responses']);
  }

  if (!['empty', 'file'].includes(returns) && !hasExample(content)) {
    say('A success response must have an example.', ['responses']);
  }

  const parameters = (operation.parameters ?? []).map((parameter) => resolve(parameter).node);
  const paging = parameters.filter((parameter) => parameter?.['x-qboxmail-paging']).map((parameter) => parameter.name);

  if (paging.join() !== (returns === 'page' ? 'page,per' : '')) {
    say('An operation that returns a page must start with the parameters page and per; others must not have them.', ['parameters']);
  }
}

function hasExample(content) {
  return Object.values(content ?? {}).every((media) => 'example' in media) && content !== undefined;
}
