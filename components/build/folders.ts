import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = `${root}dist`;

/** Where the next dist is made. It takes the place of the last one when it is whole: whoever reads dist meanwhile is not left in the rain. */
export const next = `${root}.dist-${process.pid}`;

export const tokens = fileURLToPath(new URL('../../tokens/dist', import.meta.url));

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\..*|build|dist|node_modules)$/.test(entry.name))
  .map((entry) => entry.name)
  .sort();

/** Elements, by name: `field` is `<plaza-field>`. */
export const elements = folders.filter(
  (name) => existsSync(`${root}${name}/define.ts`) && existsSync(`${root}${name}/${name}.ts`),
);

const ofFewServices = ['offline-answers', 'timeout-warning'];

/** Elements that few pages need, so neither do the entries for all: those with sentences of their own (`words/<name>/`), and what only some services have, such as sessions. */
export const apart = elements.filter((name) => ofFewServices.includes(name) || existsSync(`${root}words/${name}`));

/** What comes when a person acts, and not many do: beside `plaza.js`, which holds all else of the elements in it. */
export const later = ['draft-keeper', 'limits'];

/** What has a look. `base` is the page's own: typography, roots, hidden text. */
export const styled = folders.filter((name) => name !== 'base' && existsSync(`${root}${name}/${name}.css`));
