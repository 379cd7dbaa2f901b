import StyleDictionary from 'style-dictionary';
import type { Transform } from 'style-dictionary/types';
import { hex, type Colour } from './contrast.ts';
import { merge, tokensOf, type TokenFile, type TokenFiles } from './token-files.ts';

export type Length = { value: number; unit: string };

/** A semantic token whose references have been followed. */
export type ResolvedToken = {
  path: string;
  type: string;
  /** As DTCG has it: an object for a colour or a length. */
  value: unknown;
  /** As CSS has it. */
  css: string;
};

/** What Style Dictionary's own CSS transforms leave out or write longer than needed. */
const transforms: Transform[] = [
  {
    name: 'plaza/duration',
    type: 'value',
    transitive: true,
    filter: ({ $type }) => $type === 'duration',
    transform: ({ $value }) => `${($value as Length).value}${($value as Length).unit}`,
  },
  {
    name: 'plaza/colour',
    type: 'value',
    transitive: true,
    filter: ({ $type }) => $type === 'color',
    transform: ({ $value }) => hex($value as Colour),
  },
  {
    name: 'plaza/shadow',
    type: 'value',
    transitive: true,
    filter: ({ $type }) => $type === 'shadow',
    transform: ({ $value }) => [$value as Shadow | Shadow[]].flat().map(shadowCss).join(', '),
  },
];
for (const transform of transforms) StyleDictionary.registerTransform(transform);

type Shadow = { color: Colour | string; inset?: boolean } & Record<'offsetX' | 'offsetY' | 'blur' | 'spread', Length>;

function shadowCss({ color, offsetX, offsetY, blur, spread, inset }: Shadow): string {
  const lengths = [offsetX, offsetY, blur, spread].map(({ value, unit }) => (value === 0 ? '0' : `${value}${unit}`));
  return [inset && 'inset', ...lengths, typeof color === 'string' ? color : hex(color)].filter(Boolean).join(' ');
}

/** Every semantic token by its path, as it is with the given theme or density, or without. */
export async function resolve(files: TokenFiles, replacement?: TokenFile): Promise<Map<string, ResolvedToken>> {
  const dictionary = new StyleDictionary({
    tokens: merge([...files.primitive, ...files.semantic, ...(replacement ? [replacement] : [])]) as never,
    usesDtcg: true,
    log: { warnings: 'disabled', verbosity: 'silent' },
    platforms: {
      plain: { transforms: ['name/kebab'] },
      css: {
        transforms: [
          'name/kebab',
          ...transforms.map(({ name }) => name),
          ...StyleDictionary.hooks.transformGroups.css!,
        ],
      },
    },
  });
  const plain = await dictionary.getPlatformTokens('plain');
  const css = await dictionary.getPlatformTokens('css');
  const cssOf = new Map(css.allTokens.map(({ path, $value }) => [path.join('.'), String($value)]));
  const semantic = new Set(files.semantic.flatMap((file) => tokensOf(file).map(({ path }) => path)));
  return new Map(
    plain.allTokens
      .map(({ path, $type, $value }) => ({ path: path.join('.'), type: $type as string, value: $value as unknown }))
      .filter(({ path }) => semantic.has(path))
      .map((token) => [token.path, { ...token, css: cssOf.get(token.path)! }]),
  );
}
