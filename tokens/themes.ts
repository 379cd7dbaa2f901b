/** The themes a person or a page can choose. Each has its file in theme/, light alone is what the semantic files say. */

export type Theme = {
  name: string;
  /** What the browser's own parts (scroll bars, pickers) should look like. */
  scheme: 'light' | 'dark';
  /** The person's setting that asks for it, when the page does not say. */
  asks?: string;
  /** Promises of contrast rise to `minInHighContrast`. */
  highContrast: boolean;
};

export const light: Theme = { name: 'light', scheme: 'light', highContrast: false };

export const otherThemes: Theme[] = [
  { name: 'dark', scheme: 'dark', asks: '(prefers-color-scheme: dark)', highContrast: false },
  { name: 'high-contrast', scheme: 'light', asks: '(prefers-contrast: more)', highContrast: true },
  {
    name: 'high-contrast-dark',
    scheme: 'dark',
    asks: '(prefers-contrast: more) and (prefers-color-scheme: dark)',
    highContrast: true,
  },
];

export const themes: Theme[] = [light, ...otherThemes];

/** How much room things take. Comfortable is what the semantic files say. */
export const otherDensities = ['compact', 'kiosk'];

export const densities = ['comfortable', ...otherDensities];

/** Asked for by the person alone; a page cannot choose it. */
export const reducedMotion = 'reduced-motion';

/** Every name a file in theme/ may have. */
export const namesOfReplacements = [...otherThemes.map(({ name }) => name), ...otherDensities, reducedMotion];
