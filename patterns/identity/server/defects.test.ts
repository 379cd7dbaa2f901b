/** What was wrong in public integrations of ClaveÚnica, each by its name; here it is not. */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import { claveUnica } from './providers/clave-unica.ts';
import type { IdentityOptions } from './running-identity.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';
import { place, SignInSite } from './testing.ts';

const issuer = 'https://provider.example';
const providers = [
  claveUnica({
    name: 'one',
    label: 'ClaveÚnica',
    issuer,
    origin: issuer,
    clientId: 'plaza',
    authentication: { method: 'client_secret_post', secret: 'shh-client' },
  }),
];

onEveryDatabase<IdentityTables>('A defect seen in public', identityMigrations, (opened) => {
  const site = (options: Partial<IdentityOptions> = {}) => new SignInSite(opened().database, options).open();

  describe('integrations', () => {
    it('a state that is always the same, from the settings', async () => {
      const states = new Set<string>();
      for (let times = 0; times < 3; times++) {
        const here = await site({ providers });
        for (const somebody of [here.visitor(), here.visitor()]) {
          await somebody.ask();
          states.add(new URL(await somebody.leave()).searchParams.get('state')!);
          states.add(new URL(await somebody.leave()).searchParams.get('state')!);
        }
      }
      assert.equal(states.size, 12);
    });

    it('a state that nobody compares', async () => {
      const here = await site({ providers });
      const ana = here.visitor();
      await ana.ask();
      const { searchParams, pathname } = here.provider.signIn(await ana.leave());
      const state = searchParams.get('state')!;
      const other = new URL(await ana.leave()).searchParams.get('state')!;
      const changed = [undefined, '', 'x', state.slice(1), `${state}x`, state.toUpperCase(), [state, state], other];
      for (const each of changed) {
        const given = new URLSearchParams(searchParams);
        given.delete('state');
        for (const value of [each].flat()) if (value !== undefined) given.append('state', value);
        await ana.open(`${pathname}?${given}`);
        assert.equal(await ana.person(), undefined, String(each));
      }
      const sent = here.provider.seen.filter(({ path }) => path === '/token');
      assert.deepEqual(
        sent.map(({ body }) => body.get('state')),
        [other],
        'a code is given away with a state of this browser alone, where its key does not fit',
      );
      await ana.open(`${pathname}?${searchParams}`);
      assert.ok(await ana.person());
    });

    it('a redirect of the caller’s, carried in state, with the token in the path of its address', async () => {
      const here = await site({ providers });
      const ana = here.visitor();
      await ana.ask();
      const evil = 'https://evil.example/in';
      const wanted = new URLSearchParams({ redirect: evil, returnTo: evil, redirect_uri: evil, next: evil });
      const page = await ana.open(`${ana.gate}?${wanted}`);
      const addresses = [ana.gate];
      ana.gate += `?${wanted}`;
      const pressed = await ana.press('one', Object.fromEntries(wanted));
      addresses.push(place(pressed));
      const leaving = await ana.follow(pressed);
      const address = leaving.$('main a').attr('href')!;
      const back = here.provider.signIn(address);
      assert.match(back.searchParams.get('state')!, /^[\w-]{43}$/);
      for (const [name, value] of wanted) back.searchParams.set(name, value);
      addresses.push(place(await ana.open(back.pathname + back.search)));
      assert.equal(addresses.at(-1), '/demo/form/3');
      assert.doesNotMatch(decodeURIComponent(address) + page.html + leaving.html, /evil\.example/);
      assert.doesNotMatch(addresses.join(' '), /secret-access|code-\d|eyJ|subject-1|evil/);
    });

    it('the body of a request, with the secret in it, printed to the log', async () => {
      const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
        mock.method(console, name, () => {}),
      );
      const here = await site({ providers });
      const ana = here.visitor();
      await ana.ask();
      const echoed = () => {
        const { body } = here.provider.seen.findLast(({ path }) => path === '/token')!;
        return { error: 'invalid_request', error_description: body.toString() };
      };
      const broken = [
        () => Response.json(echoed(), { status: 400 }),
        () => Response.json({ ...echoed(), error: 'invalid_client' }, { status: 401 }),
        () => Response.json(echoed(), { status: 500 }),
        () => new Response(JSON.stringify(echoed()).slice(1)),
        () => Promise.reject(new TypeError('fetch failed', { cause: new Error(echoed().error_description) })),
      ];
      for (const answer of broken) {
        here.provider.legs = { '/token': answer };
        await ana.comeBack(await ana.leave());
        const gate = await ana.open(ana.gate);
        assert.ok(gate.notice);
        assert.doesNotMatch(gate.html, /shh-client|code-\d|code_verifier/);
      }
      const calls = printed.flatMap((each) => each.mock.calls);
      mock.restoreAll();
      const problems = here.log.filter(({ event }) => event === 'sign-in-problem');
      assert.equal(problems.length, broken.length);
      const sent = here.provider.seen.flatMap(({ body }) => [...body.values()]);
      assert.ok(sent.includes('shh-client'));
      const said = JSON.stringify(here.log);
      for (const value of sent)
        if (value.length > 5 && value !== 'authorization_code') assert.ok(!said.includes(value));
      assert.deepEqual(calls, []);
    });

    it('the client’s secret in what the browser is sent', async () => {
      const here = await site({ providers });
      const ana = here.visitor();
      const pages: Shown[] = [];
      await ana.ask();
      pages.push(await ana.open(ana.gate), await ana.press(''));
      const pressed = await ana.press();
      pages.push(pressed, await ana.follow(pressed));
      const back = here.provider.signIn(pages.at(-1)!.$('main a').attr('href')!);
      pages.push(await ana.open(back.pathname + back.search));
      assert.ok(await ana.person());
      for (const path of ['session', 'account', 'session/extended', 'expired', 'sign-out', 'callback/one?state=x'])
        pages.push(await ana.open(`/demo/identity/${path}`));
      pages.push(await ana.send('/demo/identity/sign-out'));
      pages.push(await ana.follow(pages.at(-1)!));
      for (const { html, response } of pages) {
        const sent = html + JSON.stringify([...response.headers]);
        assert.doesNotMatch(sent, /shh-client|secret-access|code_verifier/, response.url);
      }
    });

    it('a sign-in that is remembered for long', async () => {
      const here = await site({ providers });
      const ana = here.visitor();
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const { response } = await ana.open(`${back.pathname}${back.search}&remember=true`);
      const cookies = response.headers.getSetCookie();
      assert.ok(cookies.some((cookie) => cookie.startsWith('plaza-session=')));
      for (const cookie of cookies) assert.doesNotMatch(cookie, /max-age|expires/i);
      here.later(21 * 60);
      assert.equal(await ana.person(), undefined);
    });

    for (const [name, read] of [
      [{ nombres: ['Li'], apellidos: ['Wei'] }, 'Li Wei'],
      [{ nombres: ['Suharto'], apellidos: [] }, 'Suharto'],
      [{ nombres: ['Suharto'] }, 'Suharto'],
      [{ apellidos: ['Wei'] }, 'Wei'],
      [{ nombres: null, apellidos: [null, ''] }, undefined],
      [undefined, undefined],
    ] as const)
      it(`a second surname that is taken for granted: ${JSON.stringify(name)}`, async () => {
        const here = await site({ providers });
        here.provider.userInfo = { name, RolUnico: { numero: 12345678, DV: '5', tipo: 'RUN' } };
        // Nobody whose name was another before.
        here.provider.sub = `surname-${Math.random()}`;
        const ana = here.visitor();
        assert.equal(place(await ana.signIn()), '/demo/form/3');
        assert.equal((await ana.person())?.name, read);
        const account = await ana.open('/demo/identity/account');
        assert.equal(account.status, 200);
        assert.doesNotMatch(account.text + (await here.service.indicator(ana.asRequest)), /undefined|null/);
      });

    it('a sign-out that the server asks for, which leaves the person signed in there', async () => {
      const here = await site({ providers });
      const ana = here.visitor();
      await ana.signIn();
      const before = here.provider.seen.length;
      const leaving = await ana.follow(await ana.send('/demo/identity/sign-out'));
      const address = new URL(leaving.$('main a').attr('href')!);
      assert.equal(address.origin + address.pathname, `${issuer}/api/v1/accounts/app/logout`);
      assert.equal(leaving.response.headers.get('refresh'), `0; url=${address.href}`);
      assert.equal(here.provider.seen.length, before);
      const back = await ana.open(new URL(address.searchParams.get('redirect')!).pathname);
      assert.match(back.text, /You may still be signed in to ClaveÚnica on this device/);
      assert.equal(await ana.person(), undefined);
    });
  });
});
