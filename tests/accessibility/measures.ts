/** What a page can measure of the story in it, or of another part. Each function runs in the browser, alone, and answers in words. */

/** Whatever makes the page scroll sideways, and words that are cut at the edge of their box. */
export function clipped(part = '#storybook-root'): string[] {
  const found: string[] = [];
  const page = document.scrollingElement!;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide`);
  for (const element of document.querySelectorAll<HTMLElement>(`${part} *`)) {
    if (element.closest('.plaza-visually-hidden, .plaza-skip-link:not(:focus)') || !element.checkVisibility()) continue;
    const { left, right } = element.getBoundingClientRect();
    if (left < -1 || right > page.clientWidth + 1)
      found.push(`<${element.localName} ${element.className}> leaves the screen`);
    const isCut = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    if (isCut && !element.matches('input, textarea, select'))
      found.push(`<${element.localName}> cuts “${element.textContent.trim()}”`);
  }
  return found;
}

/** Words and controls whose boxes meet. */
export function collisions(part = '#storybook-root'): string[] {
  const root = document.querySelector(part)!;
  const boxes: { owner: Element; name: string; box: DOMRect }[] = [];
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('.plaza-visually-hidden, .plaza-skip-link, option');

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const owner = text.parentElement!;
    if (!text.textContent?.trim() || !isShown(owner) || owner.localName === 'textarea') continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    // A line's box is taller than its letters, and lines of one text may touch.
    for (const { x, y, width, height } of range.getClientRects())
      boxes.push({
        owner,
        name: text.textContent.trim().slice(0, 40),
        box: new DOMRect(x, y + height / 5, width, height * 0.6),
      });
  }
  for (const control of root.querySelectorAll('input, select, textarea'))
    if (isShown(control))
      boxes.push({
        owner: control,
        name: `<${control.localName} ${control.id}>`,
        box: control.getBoundingClientRect(),
      });

  const meet = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => other.owner !== one.owner && meet(one.box, other.box))
      .map((other) => `“${one.name}” and “${other.name}” meet`),
  );
}

/**
 * What is too small to press: a button, a field or a choice (with its label) under 44 px high, anything else under
 * 24 px. A link in a line of text is as high as its letters; axe measures how far it stands from the next.
 */
export function smallTargets(): string[] {
  const found: string[] = [];
  for (const target of document.querySelectorAll<HTMLElement>(
    '#storybook-root :is(a[href], button, input, select, textarea, summary)',
  )) {
    if (!target.checkVisibility() || target.closest('.plaza-skip-link:not(:focus), [aria-hidden="true"]')) continue;
    const isInText = target.matches('a') && getComputedStyle(target).display === 'inline';
    if (isInText) continue;
    const label = target.matches('[type=radio], [type=checkbox]')
      ? (target as HTMLInputElement).labels?.[0]
      : undefined;
    const { width, height } = (label ?? target).getBoundingClientRect();
    const least = target.matches('a:not(.plaza-button)') ? 24 : 44;
    if (height < least - 0.5 || width < 24)
      found.push(
        `<${target.localName}> “${(label ?? target).textContent.trim()}” is ${Math.round(width)} × ${Math.round(height)} px`,
      );
  }
  return found;
}

/** What can be focused and shows no sign of it. */
export function invisibleFocus(): string[] {
  const found: string[] = [];
  const focusable =
    '#storybook-root :is(a[href], button, input, select, textarea, summary, [tabindex]):not(:disabled, main)';
  for (const element of document.querySelectorAll<HTMLElement>(focusable)) {
    if (!element.checkVisibility()) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)';
    if (!isSeen) found.push(`<${element.localName} ${element.id || element.className}> ${element.textContent.trim()}`);
  }
  return found;
}

/** Controls and buttons that nothing marks off from the page. */
export function vanishedBorders(): string[] {
  const found: string[] = [];
  const page = getComputedStyle(document.body).backgroundColor;
  for (const control of document.querySelectorAll<HTMLElement>(
    '#storybook-root :is(.plaza-button, input, select, textarea)',
  )) {
    if (!control.checkVisibility() || control.matches('[type=hidden]')) continue;
    const {
      borderBlockEndStyle: style,
      borderBlockEndWidth: width,
      borderBlockEndColor: color,
    } = getComputedStyle(control);
    if (style === 'none' || parseFloat(width) < 1 || color === page)
      found.push(`<${control.localName}> ${control.id || control.textContent.trim()}`);
  }
  return found;
}
