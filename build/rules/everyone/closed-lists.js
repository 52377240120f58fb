import { resolve, sent } from './bundle.js';

/** Makes enumerations of request numbers with a fixed list of values. The sources only list the values, because NSwag cannot name them. */
export default function closedLists(document) {
  for (const schema of sent(document)) {
    for (const property of Object.values(schema.properties ?? {})) {
      const list = resolve(document, property.allOf?.[0] ?? property);

      if (list.type !== 'integer' || !list['x-extensible-enum']) {
        continue;
      }

      if (list !== property) {
        const { description, ...rules } = structuredClone(list);
        delete property.allOf;
        property.description = `${property.description} ${description}`;
        Object.assign(property, rules, { example: property.example ?? rules.example });
      }

      property.enum = property['x-extensible-enum'];
      delete property['x-extensible-enum'];
      delete property.minimum;
      delete property.maximum;
    }
  }
}
