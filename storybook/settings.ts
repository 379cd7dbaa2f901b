import type { GlobalTypes, Globals } from 'storybook/internal/types';

/** The value of a switch that leaves the choice to the person's own settings, or to the example. */
const unset = 'unset';

/** Beside the person's own size. */
const textSizes: Record<string, string> = { large: '150%', largest: '200%' };

/** The switches in the toolbar. */
export const globalTypes: GlobalTypes = {
  theme: toolbar('Theme', 'contrast', {
    [unset]: 'Automatic theme',
    light: 'Light',
    dark: 'Dark',
    'high-contrast': 'High contrast',
    'high-contrast-dark': 'High contrast, dark',
  }),
  density: toolbar('Density', 'component', {
    comfortable: 'Comfortable',
    compact: 'Compact',
    kiosk: 'Kiosk',
  }),
  language: toolbar('Language', 'globe', {
    [unset]: 'Language of the example',
    en: 'English',
    es: 'Español',
    ar: 'العربية',
  }),
  direction: toolbar('Direction', 'transfer', {
    [unset]: 'Direction of the language',
    ltr: 'Left to right',
    rtl: 'Right to left',
  }),
  textSize: toolbar('Text size', 'zoom', { normal: 'Text 100 %', large: 'Text 150 %', largest: 'Text 200 %' }),
};

export const initialGlobals: Globals = {
  theme: unset,
  density: 'comfortable',
  language: unset,
  direction: unset,
  textSize: 'normal',
};

function toolbar(
  title: string,
  icon: 'component' | 'contrast' | 'globe' | 'transfer' | 'zoom',
  choices: Record<string, string>,
): GlobalTypes[string] {
  const items = Object.entries(choices).map(([value, title]) => ({ value, title }));
  return { name: title, description: title, toolbar: { title, icon, items, dynamicTitle: true } };
}

/** Sets a part of the page as the switches say; what they leave open, the example says. */
export function applySettings(globals: Globals, example: { lang: string; dir: string }, part: HTMLElement): void {
  const { theme, density, language, direction, textSize } = globals as Record<string, string>;
  if (theme === unset) part.removeAttribute('data-plaza-theme');
  else part.setAttribute('data-plaza-theme', theme!);
  part.setAttribute('data-plaza-density', density!);
  part.lang = language === unset ? example.lang : language!;
  part.dir = direction === unset ? directionOf(part.lang, example) : direction!;
  document.documentElement.style.fontSize = textSizes[textSize!] ?? '';
}

function directionOf(language: string, example: { lang: string; dir: string }): string {
  if (language === example.lang) return example.dir;
  return language === 'ar' ? 'rtl' : 'ltr';
}
