import { readFileSync } from 'node:fs';

/** A page that a reader copies whole. It is served and tested as it is. */
export function starter(file: string): string {
  return readFileSync(new URL(`../starters/${file}`, import.meta.url), 'utf8');
}

const lines = {
  en: { missing: 'Enter your email address', label: 'Email address', send: 'Send' },
  es: { missing: 'Escribe tu correo electrónico', label: 'Correo electrónico', send: 'Enviar' },
};

/** The least that shows what Plaza does; the README has the same lines. */
export function tenLines(language: keyof typeof lines): string {
  return `<link rel="stylesheet" href="/plaza/plaza.css">
<script type="module" src="/plaza/plaza.js"></script>
${formOfTenLines(language)}`;
}

/** The same lines without the files, for a page that has them. */
export function formOfTenLines(language: keyof typeof lines): string {
  const { missing, label, send } = lines[language];
  return `<plaza-error-summary></plaza-error-summary>
<plaza-form><form method="post" novalidate>
  <plaza-field error-value-missing="${missing}">
    <label for="email">${label}</label>
    <input id="email" name="email" type="email" autocomplete="email" required>
  </plaza-field>
  <button class="plaza-button">${send}</button>
</form></plaza-form>`;
}
