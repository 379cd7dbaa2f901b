import { code } from '../site/markdown.ts';
import { formOfTenLines, tenLines } from '../site/starters.ts';

export const data = {
  title: 'Plaza',
  description: 'An open design system of reusable building blocks for public services.',
  layout: 'page.11ty.ts',
  translation: '/es/',
  elements: ['field', 'form'],
  permalink: '/',
};

export function render(): string {
  return `<div class="docs-opening">
<div>
<h1 class="plaza-heading-xl">Forms and pages for public services that work for everybody</h1>
<p class="plaza-text" data-variant="lead">Plaza is an open design system. Your own HTML comes first; Plaza gives it its look, and helps where HTML cannot.</p>
<p class="plaza-button-group"><a class="plaza-button" href="/getting-started/">Get started</a> <a class="plaza-button" data-variant="secondary" href="/components/">See the components</a></p>
</div>
<div class="docs-try">
<p class="plaza-text">Try it: press “Send” with nothing written, then with half an address.</p>
${formOfTenLines('en')}
</div>
</div>
<h2 class="plaza-heading-m" id="ten-lines">Ten lines that work</h2>
<p class="plaza-text">Put two files on your server, paste these lines, and open the page. There is nothing to build and nobody else to ask.</p>
${code(tenLines('en'), 'html')}
<h2 class="plaza-heading-m" id="what-is-different">What is different here</h2>
<ul class="docs-cards">
<li><h3 class="plaza-heading-s">It works without a script</h3><p class="plaza-text">Labels, hints, errors and controls are the page’s own HTML. If the script is late, blocked or broken, people can still send the form, and the server answers with the same errors.</p></li>
<li><h3 class="plaza-heading-s">All errors at once, in plain words</h3><p class="plaza-text">A form names everything that is wrong, beside each answer and in one list, and takes an error away only when it is mended. What the server finds is shown in the same place.</p></li>
<li><h3 class="plaza-heading-s">Your site cannot break it</h3><p class="plaza-text">One stylesheet is made for pages that you do not control: a WordPress theme or an old framework cannot reach inside.</p></li>
<li><h3 class="plaza-heading-s">Nothing that people typed gets out</h3><p class="plaza-text">No event of ours carries an answer. Nothing is loaded from elsewhere, and every page holds the strictest security policy.</p></li>
<li><h3 class="plaza-heading-s">Light, dark, high contrast</h3><p class="plaza-text">Themes follow what the person has set. Each promise of contrast is written down and tested, in every theme.</p></li>
<li><h3 class="plaza-heading-s">Light for old phones</h3><p class="plaza-text">A whole application form takes a few kilobytes of script, and nothing jumps while it loads.</p></li>
</ul>
<h2 class="plaza-heading-m" id="see-it-work">See it work</h2>
<ul class="plaza-list">
<li><a class="plaza-link" href="/demo/energy-grant">Apply for a home energy grant</a>: a whole service of an invented municipality, in Spanish and English</li>
<li><a class="plaza-link" href="/storybook/">Storybook</a>: every component in every theme</li>
<li><a class="plaza-link" href="/examples/">Examples</a>: each on a page of its own</li>
</ul>`;
}
