/** Adds the type string next to anyOf, so that tools without support for anyOf read a string. */
export default function openEnumerations(document) {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (schema.anyOf) {
      const { description, ...rest } = schema;
      document.components.schemas[name] = { type: 'string', description, ...rest };
    }
  }
}
