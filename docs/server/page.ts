import { html } from 'hono/html';

type Html = ReturnType<typeof html>;

/** A small page of ours that no template made: what was not found, what an example would send. */
export function page(title: string, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Plaza</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
</head>
<body class="plaza-page">
  <a class="plaza-skip-link" href="#main">Skip to the content</a>
  <header class="plaza-header">
    <div class="plaza-container"><a class="plaza-header-name" href="/">Plaza</a></div>
  </header>
  <div class="plaza-container">
    <main class="plaza-main" id="main" tabindex="-1">
      <h1 class="plaza-heading-xl">${title}</h1>
      ${main}
    </main>
  </div>
</body>
</html>`;
}
