/** Beside anyOf, a type lets tools that do not understand anyOf read a plain string. */
export default function openEnumerations(document) {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (schema.anyOf) {
      const { description, ...rest } = schema;
      document.components.schemas[name] = { type: 'string', description, ...rest };
    }
  }
}
