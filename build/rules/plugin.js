import operations from './operations.js';
import properties from './properties.js';
import descriptions from './descriptions.js';
import enumerations from './enumerations.js';
import directions from './directions.js';
import identities from './identities.js';
import waits from './waits.js';
import constants from './constants.js';
import candidates from './candidates.js';
import forEveryone from './everyone/index.js';
import sharedResponses from './shared-responses.js';
import waitTable from './wait-table.js';
import csharpDocs from './csharp-docs.js';
import { candidateRoutes, enumerationMeanings, forTemplates, parts } from './decorators.js';

/** Our lint rules beyond OpenAPI, the preprocessor that completes the parts, and the decorators that add to the bundle. */
export default function plugin() {
  return {
    id: 'qboxmail',
    rules: { oas3: { operations, properties, descriptions, enumerations, directions, identities, waits, constants, candidates } },
    preprocessors: { oas3: { 'shared-responses': sharedResponses } },
    decorators: {
      oas3: {
        'for-templates': forTemplates,
        'enumeration-meanings': enumerationMeanings,
        'candidate-routes': candidateRoutes,
        parts,
        'csharp-docs': csharpDocs,
        'wait-table': waitTable,
        'for-everyone': forEveryone,
      },
    },
  };
}
