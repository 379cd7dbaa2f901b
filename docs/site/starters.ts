import { readFileSync } from 'node:fs';

/** A page that a reader copies whole. It is served and tested as it is. */
export function starter(file: string): string {
  return readFileSync(new URL(`../starters/${file}`, import.meta.url), 'utf8');
}

const lines = {
  en: { missing: 'Enter your email address', label: 'Email address', hint: 'We only use it to send your receipt', send: 'Send' },
  es: { missing: 'Escriba su correo electrónico', label: 'Correo electrónico', hint: 'Solo lo usamos para enviarle su recibo', send: 'Enviar' },
};

/** The least that shows what Plaza does; the README has the same lines. */
export function tenLines(language: keyof typeof lines): string {
  const { missing, label, hint, send } = lines[language];
  return `<link rel="stylesheet" href="/plaza/plaza.css">
<script type="module" src="/plaza/plaza.js"></script>
<plaza-form><form method="post" novalidate>
  <plaza-field error-value-missing="${missing}">
    <label for="email">${label}</label>
    <p slot="hint" id="email-hint">${hint}</p>
    <input id="email" name="email" type="email" autocomplete="email" required aria-describedby="email-hint">
  </plaza-field>
  <button class="plaza-button">${send}</button>
</form></plaza-form>`;
}
