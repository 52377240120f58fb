/** Candidates are other methods and paths that an inferred operation may have. */

const methods = ['get', 'put', 'post', 'delete', 'patch'];

export default function candidates() {
  return {
    Operation(operation, { report, location }) {
      const list = operation['x-qboxmail-candidates'];
      const say = (message) => report({ message: `${operation.operationId}: ${message}`, location: location.child(['x-qboxmail-candidates']) });

      if (list === undefined) {
        return;
      }

      if (operation['x-provenance'] !== 'inferred') {
        say('only an inferred operation may have candidates.');
      }

      if (!Array.isArray(list) || list.length === 0) {
        say('candidates must be a list.');
        return;
      }

      for (const candidate of list.filter((candidate) => !isCandidate(candidate))) {
        say(`${candidate?.path} needs a method, a path below /api and a reason that ends with a full stop, and nothing else.`);
      }
    },
  };
}

function isCandidate(candidate) {
  return (
    Object.keys(candidate ?? {}).join() === 'method,path,reason' &&
    methods.includes(candidate.method) &&
    /^\/api(\/([a-z_]+|\{[a-z_]+\}))+$/.test(candidate.path) &&
    candidate.reason.endsWith('.')
  );
}
