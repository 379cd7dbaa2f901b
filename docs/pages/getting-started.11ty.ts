import { code, markdown } from '../site/markdown.ts';
import { starter } from '../site/starters.ts';

export const data = {
  title: 'Getting started',
  description: 'Put Plaza on a page in ten minutes: with two files and no tools, or with npm.',
  layout: 'page.11ty.ts',
  section: 'getting-started',
  translation: '/es/primeros-pasos/',
  permalink: '/getting-started/',
};

export function render(): string {
  return markdown.render(`# Getting started

There are two ways. Take the first if you write pages in WordPress, Drupal, PHP or plain files. Take the second if your project has a \`package.json\`.

## Two files, no tools

1. Download <a href="/plaza/plaza.css" class="plaza-link" download>plaza.css</a> and <a href="/plaza/plaza.js" class="plaza-link" download>plaza.js</a>.
2. Put both into a folder named \`plaza\` on your own server. Do not link to somebody else’s: what people load should come from you.
3. Copy the page below into a file, and open it.

${code(starter('drop-in.html'), 'html')}

[See this page](/starters/drop-in.html). Press “Send report” with nothing filled in.

To use Plaza inside a page that you have, take the two lines from the \`<head>\` and put \`class="plaza-page"\` on your body, or leave it out and only the components change. \`plaza.css\` is made for pages with styles of their own: their rules do not reach inside Plaza, and Plaza changes nothing outside. The one thing it cannot win against is \`!important\`.

What your server has to do is the same as ever: read the answers, check them, and either send people on or show the page again with its errors. [Forms](/forms/) shows the HTML of a page with errors.

## With npm

\`\`\`sh
npm install @plaza-ds/components
\`\`\`

Import the elements that a page uses. Each import defines one; it runs in any tool that understands ES modules.

${code(starter('npm/main.js'), 'js')}

Copy the styles where your pages find them, or import them if your tool can:

\`\`\`sh
cp node_modules/@plaza-ds/components/dist/plaza.layered.css public/
\`\`\`

\`\`\`js
import '@plaza-ds/components/plaza.layered.css';
\`\`\`

\`plaza.layered.css\` is in cascade layers, for pages that you control: a rule of yours without a layer always wins. \`plaza.css\` is for those you do not.

The whole page:

${code(starter('npm/index.html'), 'html')}

### What else there is to import

| import | what it does |
| --- | --- |
| \`@plaza-ds/components\` | defines every element, but for those that few pages need |
| \`@plaza-ds/components/field\` | defines one, here \`<plaza-field>\` |
| \`@plaza-ds/components/autoloader\` | loads what the page uses, when the page uses it |
| \`@plaza-ds/components/classes\` | gives the classes and defines nothing |
| \`@plaza-ds/components/words/en\` | the sentences of a language, to [send them with the script](/words/) |
| \`@plaza-ds/components/styles\` | \`adoptStyles(root)\`, for [shadow roots](/shadow-roots/) |
| \`@plaza-ds/components/cdn/field.js\` | one element in a file that needs no tool |

## Where to go next

- [Components](/components/): when to use which, with examples to copy
- [Forms](/forms/): errors, from the browser and from the server
- [Theming](/theming/): your colours, and dark and high contrast
- [Frameworks](/frameworks/): React and others that draw the page again
`);
}
