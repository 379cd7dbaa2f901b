/** Every package runs on the Node that it names, with all that it brings. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { minVersion, satisfies } from 'semver';

type Locked = {
  name?: string;
  version?: string;
  private?: boolean;
  resolved?: string;
  link?: boolean;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
};

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Where Node finds a package from a folder: in the nearest `node_modules` upwards. */
function placeOf(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = folder && folder !== '.' ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    const found = lock.packages[place];
    if (found) return found.link ? found.resolved! : place;
    if (!folder || folder === '.') throw new Error(`${name} is not locked for ${from}`);
  }
}

function withAllItBrings(place: string, seen = new Set<string>()): Set<string> {
  if (seen.has(place)) return seen;
  seen.add(place);
  for (const name of Object.keys(lock.packages[place]!.dependencies ?? {})) withAllItBrings(placeOf(name, place), seen);
  return seen;
}

describe('The Node that a package names', () => {
  const published = Object.keys(lock.packages).filter((place) => {
    if (!place || place.includes('node_modules')) return false;
    const path = new URL(`../../${place}/package.json`, import.meta.url);
    return !(JSON.parse(readFileSync(path, 'utf8')) as Locked).private;
  });

  it('is asked of all that are published', () => assert.ok(published.length > 4));

  for (const place of published)
    it(`is enough for all that ${place} brings`, () => {
      const oldest = minVersion(lock.packages[place]!.engines!.node!)!;
      const needMore = [...withAllItBrings(place)].filter((one) => {
        const range = lock.packages[one]!.engines?.node;
        return range && !satisfies(oldest, range);
      });
      assert.deepEqual(needMore, []);
    });
});
