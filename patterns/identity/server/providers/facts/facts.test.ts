/** The facts are of every adapter, in every language, and what a site copies from them works. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import * as server from '../../index.ts';
import type { Provider } from '../../provider.ts';
import { providerFacts } from './index.ts';
import { addresses, buttonHook, checkEverywhere } from './provider-facts.ts';
import type { Text } from './provider-facts.ts';

/** Texts in the languages of the documentation, wherever they are in the facts. */
function textsIn(value: unknown): Text[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'en' in value ? [value as Text] : Object.values(value).flatMap(textsIn);
}

describe('The facts of providers', () => {
  it('are of every adapter of the package', () => {
    const files = readdirSync(new URL('..', import.meta.url)).filter((name) => /^[\w-]+\.ts$/.test(name));
    const adapters = files.map((name) => name.replace(/\.ts$/, '').replaceAll(/-./g, (part) => part[1]!.toUpperCase()));
    assert.deepEqual(providerFacts.map(({ adapter }) => adapter).sort(), adapters.sort());
    assert.equal(new Set(providerFacts.map(({ page }) => page)).size, adapters.length);
  });

  for (const { example: _example, ...facts } of providerFacts)
    describe(facts.adapter, () => {
      it('says everything in both languages, in plain words', () => {
        for (const { en, es } of textsIn(facts)) {
          assert.ok(en.trim() && es.trim(), en);
          assert.doesNotMatch(es, /\busted\b|\bsu sitio\b/i);
        }
      });

      it('is made of what the environment has, and of nothing else', () => {
        const code = `${facts.adapter}({ ${facts.options.join(', ')} })`;
        const names = [...code.matchAll(/process\.env\.(\w+)/g)].map(([, name]) => name!);
        assert.deepEqual(names.sort(), facts.environment.map(({ name }) => name).sort());
        const env = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
        const provider = runInNewContext(code, { ...server, process: { env } }) as Provider;
        assert.equal(provider.clientId, 'the-id');
        assert.match(provider.issuer, /^https:/);
      });
    });

  it('say what holds for all in both languages', () => {
    for (const { en, es } of [addresses, buttonHook, ...checkEverywhere]) assert.ok(en && es);
  });
});

function valueOf(name: string): string {
  if (name.endsWith('_KEY')) return '{"kty":"EC"}';
  return name.endsWith('_ISSUER') ? 'https://issuer.example' : 'the-id';
}
