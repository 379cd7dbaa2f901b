// The components of the page by name, which their guide recommends over `initAll` for a smaller file.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  Radios,
  SkipLink,
  createAll,
} from 'govuk-frontend';

const start = (scope = globalThis.document) => {
  for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, Radios, SkipLink])
    createAll(component, undefined, scope);
};

start();
globalThis.afterAdding = start; // what is added later is started by the page, as their guide says
