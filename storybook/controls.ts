import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ArgTypes } from '@storybook/web-components-vite';

/** What the manifest says of a thing that has a name. */
interface Item {
  name: string;
  description?: string;
  type?: { text: string };
  default?: string;
}

interface Declaration {
  tagName?: string;
  attributes?: Item[];
  slots?: Item[];
  events?: Item[];
  cssProperties?: Item[];
}

const manifest = new URL('../components/dist/custom-elements.json', import.meta.url);

/** The rows of a component's table: attributes can be tried out, the rest is to be read. */
export function controlsOf(component: string): ArgTypes {
  const { modules } = JSON.parse(readFileSync(manifest, 'utf8')) as { modules: { declarations?: Declaration[] }[] };
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  const element = declarations.find(({ tagName }) => tagName === `plaza-${component}`) ?? {};
  return {
    ...variantOf(component),
    ...rows('Attributes', element.attributes, ({ type }) => controlFor(type?.text)),
    ...rows('Children', element.slots),
    ...rows('Events', element.events),
    ...rows('Custom properties', element.cssProperties),
  };
}

function rows(
  category: string,
  items: Item[] = [],
  control: (item: Item) => object = () => ({ control: false }),
): ArgTypes {
  return Object.fromEntries(
    items.map((item) => {
      const name = item.name || 'the page’s own HTML';
      const { description = '', type, default: usual } = item;
      // A slot and an attribute may have one name, so only attributes are keyed by theirs alone.
      const key = category === 'Attributes' ? name : `${category}: ${name}`;
      const table = {
        category,
        ...(type && { type: { summary: type.text } }),
        ...(usual && { defaultValue: { summary: usual } }),
      };
      return [key, { name, description, table, ...control(item) }];
    }),
  );
}

function controlFor(type = 'string') {
  const choices = [...type.matchAll(/'([^']*)'/g)].map(([, choice]) => choice);
  if (choices.length) return { control: 'select', options: choices };
  return { control: type.includes('boolean') ? 'boolean' : type.includes('number') ? 'number' : 'text' };
}

/** A part that needs no script says its variant in `data-variant`; the variants are those its CSS knows. */
function variantOf(component: string): ArgTypes {
  const file = fileURLToPath(new URL(`../components/${component}/${component}.css`, import.meta.url));
  const css = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const variants = css.includes(`.plaza-${component} {`) ? css.matchAll(/\[data-variant='([\w-]+)'\]/g) : [];
  const options = [...new Set([...variants].map(([, variant]) => variant))];
  if (!options.length) return {};
  return {
    'data-variant': {
      name: 'data-variant',
      description: `On \`.plaza-${component}\`. Without it, the usual look.`,
      table: { category: 'Attributes', type: { summary: options.join(' | ') } },
      control: 'select',
      options,
    },
  };
}
