import { expect, fixture, fixtureCleanup } from '@open-wc/testing';

// What the build made, as a page gets it.
const { adoptStyles } = (await import(new URL('../dist/styles.js', import.meta.url).href)) as {
  adoptStyles: (root: ShadowRoot | Document) => void;
};
const plaza = new URL('../dist/plaza.css', import.meta.url).href;

const field = `<plaza-field><label for="name">Name</label><input id="name" type="text" name="name"></plaza-field>`;

async function shadowOf(content: string): Promise<ShadowRoot> {
  const host = await fixture<HTMLElement>('<div></div>');
  const root = host.attachShadow({ mode: 'open' });
  root.append(...new DOMParser().parseFromString(content, 'text/html').body.childNodes);
  return root;
}

const styleOf = (element: Element | null) => element!.ownerDocument.defaultView!.getComputedStyle(element!);

describe('adoptStyles', () => {
  it("gives the look to a field in somebody else's shadow root", async () => {
    const root = await shadowOf(field);
    adoptStyles(root);
    expect(styleOf(root.querySelector('input')).minHeight).to.equal('44px');
    expect(styleOf(root.querySelector('label')).fontWeight).to.equal('700');
  });

  it('lets a theme of the page go on inside', async () => {
    const page = await fixture<HTMLElement>('<div></div>');
    page.style.setProperty('--plaza-color-text', 'rgb(1, 2, 3)');
    page.style.setProperty('--plaza-size-target', '50px');
    const root = page.attachShadow({ mode: 'open' });
    root.append(...new DOMParser().parseFromString(field, 'text/html').body.childNodes);
    adoptStyles(root);
    expect(styleOf(root.querySelector('input')).minHeight).to.equal('50px');
  });

  it('adds one sheet to a root, however often it is asked, and the same one to another', async () => {
    const [one, other] = [await shadowOf(field), await shadowOf(field)];
    for (const root of [one, one, other]) adoptStyles(root);
    expect(one.adoptedStyleSheets.length).to.equal(2);
    expect(one.adoptedStyleSheets.every((sheet, index) => sheet === other.adoptedStyleSheets[index])).to.equal(true);
  });

  afterEach(() => void fixtureCleanup());
});

describe('plaza.css', () => {
  const hostile =
    'html { font-size: 10px } #page input[type=text] { min-height: 0; padding: 0; font: 8px serif } label { color: red }';

  async function inAPageWith(css: string): Promise<Document> {
    const frame = await fixture<HTMLIFrameElement>('<iframe title="Somebody else’s page"></iframe>');
    const page = frame.contentDocument!;
    const sheet = Object.assign(page.createElement('link'), { rel: 'stylesheet', href: plaza });
    page.head.append(sheet, Object.assign(page.createElement('style'), { textContent: css }));
    await new Promise((resolve) => sheet.addEventListener('load', resolve, { once: true }));
    page.body.innerHTML = `<div id="page">${field}</div>`;
    return page;
  }

  it('keeps its sizes in a page whose root is ten pixels', async () => {
    const page = await inAPageWith(hostile);
    const { fontSize, minHeight, paddingLeft } = styleOf(page.querySelector('input'));
    expect([fontSize, minHeight, paddingLeft].join(' ')).to.equal('18px 44px 12px');
  });

  it('looks as it does in a page without any styles', async () => {
    const seen = [];
    for (const css of ['', hostile]) {
      const page = await inAPageWith(css);
      const looks = ['plaza-field', 'label', 'input'].map((name) => {
        const style = styleOf(page.querySelector(name));
        return [...style].filter((key) => !key.startsWith('--')).map((key) => `${key}: ${style.getPropertyValue(key)}`);
      });
      seen.push(JSON.stringify(looks));
    }
    expect(seen[1]).to.equal(seen[0]);
  });
});
