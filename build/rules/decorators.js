import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const openapi = fileURLToPath(new URL('../../openapi/', import.meta.url));

/** NSwag passes extensions to its templates, but not tags or external documentation. The template of a model receives only its own schema. */
export function forTemplates() {
  return {
    Root: {
      leave(root) {
        root['x-qboxmail-tags'] = Object.fromEntries(
          root.tags.map((tag) => [tag.name, { description: tag.description, property: tag['x-qboxmail-property'] ?? tag.name }]),
        );
        defineConstants(root);
        nameMembers(root);
        limitPages(root);
      },
    },
    Operation: {
      leave(operation) {
        operation['x-qboxmail-reference'] = operation.externalDocs.url;

        if (operation['x-qboxmail-csharp']) {
          operation.description = `${operation.description} ${operation['x-qboxmail-csharp']}`;
          delete operation['x-qboxmail-csharp'];
        }
      },
    },
  };
}

/** Copies each definition into the first schema that refers to it. */
function defineConstants(root) {
  for (const [name, definition] of Object.entries(root['x-qboxmail-constants'])) {
    const user = Object.values(root.components.schemas).find((schema) =>
      Object.values(schema.properties ?? {}).some((property) => property['x-qboxmail-constants'] === name),
    );
    user['x-qboxmail-defines'] = { ...user['x-qboxmail-defines'], [name]: definition };
  }
}

/** Sets the C# names of properties and parameters from the words of the root, and replaces enumerations that are the same as another one. */
function nameMembers(root) {
  const { schemas, parameters } = root.components;
  const operations = Object.values(root.paths).flatMap((path) => Object.values(path)).filter((part) => part?.operationId);
  const properties = Object.values(schemas).flatMap((schema) => Object.entries(schema.properties ?? {}));
  const all = [...Object.values(parameters), ...operations.flatMap((operation) => operation.parameters ?? [])].filter((one) => one.name);

  for (const [name, member] of [...properties, ...all.map((parameter) => [parameter.name, parameter])]) {
    const words = name.split('_');

    if (words.some((word) => word in root['x-qboxmail-words'])) {
      member['x-qboxmail-name'] ??= words.map((word) => root['x-qboxmail-words'][word] ?? word[0].toUpperCase() + word.slice(1)).join('');
    }

    const schema = member.schema ?? member;
    const from = (schema.allOf?.[0] ?? schema.items ?? schema).$ref?.split('/').pop();
    const to = schemas[from]?.['x-qboxmail-same-as'];

    if (to) {
      member['x-qboxmail-type'] = { from, to };
    }
  }
}

/** Copies the largest page size into each operation, because the template of an operation receives no limits of parameters. */
function limitPages(root) {
  for (const operation of Object.values(root.paths).flatMap((path) => Object.values(path)).filter((part) => part?.operationId)) {
    const size = (operation.parameters ?? [])
      .map((parameter) => root.components.parameters[parameter.$ref?.split('/').pop()] ?? parameter)
      .find((parameter) => parameter['x-qboxmail-paging'] === 'size');

    if (size?.schema.maximum) {
      operation['x-qboxmail-largest-page'] = size.schema.maximum;
    }
  }
}

/** Adds the meaning of each value to the description, because common tools cannot show it otherwise. */
export function enumerationMeanings() {
  const done = new Set();

  return {
    Schema: {
      leave(schema) {
        const values = schema['x-qboxmail-values'];

        if (values && !done.has(schema)) {
          done.add(schema);
          const lines = Object.entries(values).map(([value, meaning]) => `* \`${value}\`: ${meaning.description ?? meaning}`);
          schema.description = `${schema.description}\n\n${lines.join('\n')}`;
        }
      },
    },
  };
}

/** Adds the candidate methods and paths of an inferred operation to its description, because common tools do not show extensions. */
export function candidateRoutes() {
  return {
    Operation: {
      leave(operation) {
        const candidates = operation['x-qboxmail-candidates'];

        if (candidates) {
          const lines = candidates.map(({ method, path, reason }) => `* \`${method.toUpperCase()} ${path}\`: ${reason}`);
          operation.description = `${operation.description}\n\nOther candidates for the method and path:\n\n${lines.join('\n')}`;
        }
      },
    },
  };
}

/** Records a hash of the parts, so that a test can detect a stale bundle. */
export function parts() {
  return {
    Root: {
      leave(root) {
        root['x-qboxmail-parts'] = `sha256:${hashOfParts()}`;
      },
    },
  };
}

function hashOfParts() {
  const files = readdirSync(openapi, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => relative(openapi, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.startsWith('dist/') && !name.startsWith('released/'))
    .sort();
  const hash = createHash('sha256');

  for (const name of files) {
    hash.update(`${name}\n${readFileSync(join(openapi, name), 'utf8').replaceAll('\r\n', '\n')}\n`);
  }

  return hash.digest('hex');
}
