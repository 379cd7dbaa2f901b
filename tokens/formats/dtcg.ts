import { hex, type Colour } from '../contrast.ts';
import { light, otherDensities, otherThemes } from '../themes.ts';
import { merge, type Group, type TokenFiles } from '../token-files.ts';
import { json } from './json.ts';

/**
 * The token files as one reads them into a design tool: one file for each tier and theme, references kept,
 * and a resolver (DTCG 2025.10) that says which of them make a theme.
 */
export function dtcgFiles(files: TokenFiles): Record<string, string> {
  const themed = [...files.theme].map(([name, file]) => [name, file.tree] as const);
  const trees = [['primitive', merge(files.primitive)], ['semantic', merge(files.semantic)], ...themed] as const;
  return {
    ...Object.fromEntries(trees.map(([name, tree]) => [fileName(name), json(withHex(tree))])),
    'plaza.resolver.json': json(resolver(files)),
  };
}

function fileName(name: string): string {
  return `${name}.tokens.json`;
}

/** Our own files give a colour once, as components. Many a design tool still reads the hex alone. */
function withHex(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withHex);
  if (typeof value !== 'object' || value === null) return value;
  const opaque = ({ colorSpace, components }: Colour) => hex({ colorSpace, components });
  const written = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withHex(child)]));
  return 'colorSpace' in value ? { ...written, hex: opaque(value as Colour) } : written;
}

function resolver(files: TokenFiles): Group {
  const source = (name: string) => ({ $ref: fileName(name) });
  const contexts = (usual: string, others: string[]) =>
    Object.fromEntries([
      [usual, []],
      ...others.filter((name) => files.theme.has(name)).map((name) => [name, [source(name)]]),
    ]);
  return {
    name: 'Plaza',
    version: '2025.10',
    sets: { plaza: { sources: [source('primitive'), source('semantic')] } },
    modifiers: {
      theme: {
        contexts: contexts(
          light.name,
          otherThemes.map(({ name }) => name),
        ),
        default: light.name,
      },
      density: { contexts: contexts('comfortable', otherDensities), default: 'comfortable' },
    },
    resolutionOrder: [{ $ref: '#/sets/plaza' }, { $ref: '#/modifiers/theme' }, { $ref: '#/modifiers/density' }],
  };
}
