/** What the frame around every page says, in the languages of the docs. */
export type Language = 'en' | 'es';

interface Words {
  skip: string;
  menu: string;
  navigation: string;
  languages: string;
  here: string;
  home: string;
  footer: string;
  tagline: string;
  sections: { href: string; text: string; key: string }[];
  footerLinks: { href: string; text: string }[];
}

export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' };

export const words: Record<Language, Words> = {
  en: {
    skip: 'Skip to the content',
    menu: 'Menu',
    navigation: 'Parts of the docs',
    languages: 'Language',
    here: 'Where you are',
    home: 'Home',
    tagline: 'An open design system for public services',
    footer: 'Plaza is open software under the MIT licence. Use it, change it, share it.',
    sections: [
      { key: 'getting-started', href: '/getting-started/', text: 'Getting started' },
      { key: 'components', href: '/components/', text: 'Components' },
      { key: 'forms', href: '/forms/', text: 'Forms' },
      { key: 'tokens', href: '/tokens/', text: 'Tokens' },
      { key: 'guides', href: '/guides/', text: 'Guides' },
    ],
    footerLinks: [
      { href: '/accessibility/', text: 'Accessibility' },
      { href: '/browsers/', text: 'Browsers' },
      { href: '/upgrading/', text: 'Upgrading' },
      { href: '/warnings/', text: 'Warnings' },
      { href: '/decisions/', text: 'Decisions' },
    ],
  },
  es: {
    skip: 'Ir al contenido',
    menu: 'Menú',
    navigation: 'Partes de la documentación',
    languages: 'Idioma',
    here: 'Dónde está',
    home: 'Inicio',
    tagline: 'Un sistema de diseño abierto para servicios públicos',
    footer: 'Plaza es software abierto con licencia MIT. Úselo, cámbielo, compártalo.',
    sections: [
      { key: 'getting-started', href: '/es/primeros-pasos/', text: 'Primeros pasos' },
      { key: 'components', href: '/components/', text: 'Componentes (en inglés)' },
      { key: 'forms', href: '/forms/', text: 'Formularios (en inglés)' },
      { key: 'tokens', href: '/tokens/', text: 'Tokens (en inglés)' },
      { key: 'guides', href: '/guides/', text: 'Guías (en inglés)' },
    ],
    footerLinks: [
      { href: '/accessibility/', text: 'Accesibilidad (en inglés)' },
      { href: '/browsers/', text: 'Navegadores (en inglés)' },
    ],
  },
};
