import english from '../../components/words/en.ts';
import spanish from '../../components/words/es.ts';
import { markdown } from '../site/markdown.ts';

export const data = {
  title: 'The words our scripts write',
  description: 'Every sentence in every language, and how to change one or add a language.',
  layout: 'page.11ty.ts',
  section: 'guides',
  crumbs: [{ href: '/guides/', text: 'Guides' }],
  permalink: '/words/',
};

type Sentence = string | Record<string, string>;

export function render(): string {
  const spanishWords = spanish as Record<string, Sentence>;
  const rows = Object.entries(english as Record<string, Sentence>).map(
    ([key, sentence]) => `| \`${key}\` | ${inWords(sentence)} | ${inWords(spanishWords[key]!)} |`,
  );
  return markdown.render(`# The words our scripts write

Most words on a page are yours. These are the ones that a script of ours may write, in the language of the nearest \`lang\`. English, Spanish and Arabic are complete; Arabic is a file of its own beside \`plaza.js\`.

## To change a sentence, or add a language

\`\`\`js
import { addWords } from '@plaza-ds/components/classes';

addWords('es-CL', { sending: 'Enviando su solicitud…' });
addWords('ay', { errorPrefix: '…', thereIsAProblem: '…' });
\`\`\`

What a language does not say comes from its wider one (\`es\` for \`es-CL\`), and then from English. A word in braces is filled in; where a count decides, each plural of the language has a form, by the names of \`Intl.PluralRules\`.

An error of one question is better worded [on the question](/forms/#the-words-of-an-error).

## To send the words with the script

The words come in a file of their own, so that nobody loads a language they do not read. If your tool bundles and your pages have one language, put it in the bundle: no second request waits for the first.

\`\`\`js
import { addWords } from '@plaza-ds/components/classes';
import spanish from '@plaza-ds/components/words/es';

addWords('es', spanish);
\`\`\`

## All sentences

| key | English | Spanish |
| --- | --- | --- |
${rows.join('\n')}
`);
}

function inWords(sentence: Sentence): string {
  const forms =
    typeof sentence === 'string' ? [sentence] : Object.entries(sentence).map(([form, text]) => `${form}: ${text}`);
  return forms.map((text) => text.replaceAll('|', '\\|')).join('<br>');
}
