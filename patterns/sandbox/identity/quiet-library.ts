/**
 * `oidc-provider` says on the console which of its defaults a real provider would change, and which Node it was not tried on.
 * Whoever runs a sandbox cannot do anything about it.
 */
const { warn, info } = console;
console.warn = console.info = () => {};
const library = await import('oidc-provider').finally(() => Object.assign(console, { warn, info }));

export const { Provider, errors, interactionPolicy } = library;
