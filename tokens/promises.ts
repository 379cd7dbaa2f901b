import { contrast, type Colour } from './contrast.ts';
import type { ResolvedToken } from './resolve.ts';
import type { Theme } from './themes.ts';
import { publicName, tokensOf, type Group, type TokenFiles } from './token-files.ts';

/** What a token promises: to be at least `min` to 1 against each colour it may stand on. */
type Contrast = { on: string[]; min: number; minInHighContrast: number };

type WrittenContrast = { on?: string | string[]; min: number; minInHighContrast?: number };

/** The promises written on a token, which may be one or a list. */
export function promisesOf(definition: Group): Contrast[] {
  const extensions = definition.$extensions as { 'plaza.contrast'?: WrittenContrast | WrittenContrast[] } | undefined;
  return [extensions?.['plaza.contrast'] ?? []].flat().map(({ on = [], min, minInHighContrast = min, ...other }) => ({
    ...other,
    on: [on].flat(),
    min,
    minInHighContrast,
  }));
}

/** A promise against one ground, as it stands in one theme. */
export type Measured = { path: string; file: string; on: string; min: number; ratio: number };

/** Every promise, measured in one theme. Throws where a colour cannot be measured. */
export function measurePromises(files: TokenFiles, theme: Theme, resolved: Map<string, ResolvedToken>): Measured[] {
  const pathOf = new Map([...resolved.keys()].map((path) => [publicName(path), path]));
  const fileOf = filesByPath(files, theme);
  const colourOf = (path: string): Colour => {
    const colour = resolved.get(path)!.value as Colour;
    if ((colour.alpha ?? 1) === 1) return colour;
    throw new Error(`${fileOf.get(path)}: ${path} is see-through, so no contrast on or of it can be promised`);
  };
  return files.semantic.flatMap(tokensOf).flatMap(({ path, definition }) =>
    promisesOf(definition).flatMap(({ on, min, minInHighContrast }) =>
      on.map((ground) => ({
        path,
        file: fileOf.get(path)!,
        on: ground,
        min: theme.highContrast ? minInHighContrast : min,
        ratio: contrast(colourOf(path), colourOf(pathOf.get(ground)!)),
      })),
    ),
  );
}

/** Where a token gets its value in this theme. */
function filesByPath({ semantic, theme: themeFiles }: TokenFiles, theme: Theme): Map<string, string> {
  const replacement = themeFiles.get(theme.name);
  const tokens = [...semantic, ...(replacement ? [replacement] : [])].flatMap(tokensOf);
  return new Map(tokens.map(({ path, file }) => [path, file]));
}

/** The promises that do not hold, each with its file, token and theme. */
export function brokenPromises(theme: Theme, measured: Measured[]): string[] {
  return measured
    .filter(({ ratio, min }) => ratio < min)
    .map(
      ({ path, file, on, min, ratio }) =>
        `${file}: ${path} promises ${min}:1 on ${on}, but in the theme ${theme.name} it is ${floor(ratio)}:1`,
    );
}

/** Two decimals, never rounded up to a promise that is not kept. */
export function floor(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2);
}
