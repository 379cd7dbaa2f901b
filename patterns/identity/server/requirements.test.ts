/** The fifteen security requirements of sign-in, each by its number. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateKeyPair } from 'jose';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import { openIdConnect } from './providers/open-id-connect.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';
import { place, SignInSite } from './testing.ts';
import type { IdentityOptions } from './running-identity.ts';

onEveryDatabase<IdentityTables>('Sign-in', identityMigrations, (opened) => {
  const site = (options: Partial<IdentityOptions> = {}, origin?: string) =>
    new SignInSite(opened().database, options, origin).open();
  const gateSays = async (somebody: ReturnType<SignInSite['visitor']>, title: string) => {
    const gate = await somebody.open(somebody.gate);
    assert.match(gate.notice, new RegExp(title));
    return gate;
  };

  describe('requirement', () => {
    it('1: asks for a code alone, with PKCE by S256 always', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const asked = new URL(await ana.leave()).searchParams;
      assert.equal(asked.get('response_type'), 'code');
      assert.equal(asked.get('code_challenge_method'), 'S256');
      assert.match(asked.get('code_challenge')!, /^[\w-]{43}$/);
      await ana.comeBack(`${here.provider.issuer}/authorize?${asked}`);
      const sent = here.provider.seen.find(({ path }) => path === '/token')!;
      assert.match(sent.body.get('code_verifier')!, /^[\w-]{43}$/);
      assert.equal((await ana.person())?.subject, 'subject-1');
    });

    it('2: makes state and nonce anew for each try, of one browser, for one use and ten minutes', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const [one, other] = [await ana.leave(), await ana.leave()].map((address) => new URL(address).searchParams);
      for (const name of ['state', 'nonce']) {
        assert.ok(Buffer.from(one!.get(name)!, 'base64url').length >= 16);
        assert.notEqual(one!.get(name), other!.get(name));
      }
      const late = await ana.leave();
      here.later(601);
      assert.equal(place(await ana.comeBack(late)), ana.gate);
      await gateSays(ana, 'already used');
      assert.equal(await ana.person(), undefined);
      const intime = await ana.leave();
      here.later(599);
      assert.equal(place(await ana.comeBack(intime)), '/demo/form/3');
      const eve = here.visitor();
      await eve.ask();
      await ana.ask({ maxAgeSec: 0 });
      const stolen = here.provider.signIn(await ana.leave());
      assert.match(place(await eve.open(stolen.pathname + stolen.search)), /\/problem\/otherBrowser\//);
      assert.equal(await eve.person(), undefined);
    });

    it('3: tells providers apart: own redirect URI, and the issuer that was left for', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const asked = new URL(await ana.leave('one')).searchParams;
      assert.equal(asked.get('redirect_uri'), 'http://localhost/demo/identity/callback/one');
      const back = here.provider.signIn(`${here.provider.issuer}/authorize?${asked}`);
      const mixed = await ana.open(`/demo/identity/callback/two${back.search}`);
      assert.equal(place(mixed), ana.gate);
      assert.equal(here.other.count('/token'), 0);
      for (const iss of [here.other.issuer, undefined]) {
        here.provider.answer = { iss };
        assert.equal(place(await ana.comeBack(await ana.leave())), ana.gate);
        await gateSays(ana, 'could not check the answer of One');
      }
      assert.equal(here.provider.count('/token'), 0);
      assert.equal(await ana.person(), undefined);
    });

    it('4: looks at acr and auth_time itself: missing is the lowest, and not lately', async () => {
      const here = await site();
      const ana = here.visitor();
      for (const acr of [undefined, 'loa1', 'made-up', 7]) {
        here.provider.claims = { acr };
        assert.equal(place(await ana.signIn({ level: 'substantial' })), ana.gate);
        await gateSays(ana, 'surer who you are');
        assert.equal(await ana.person(), undefined);
      }
      here.provider.claims = { acr: 'loa2' };
      assert.equal(place(await ana.signIn({ level: 'substantial' })), '/demo/form/3');
      assert.equal((await ana.person())?.level, 'substantial');
      const asked = await ana.ask({ maxAgeSec: 300 });
      assert.match(asked, /\/sign-in\//, 'no auth_time was told, so it is not known to be lately');
      for (const auth_time of [undefined, here.time.getTime() / 1000 - 400]) {
        here.provider.claims = { acr: 'loa2', auth_time };
        assert.equal(place(await ana.comeBack(await ana.leave())), ana.gate);
        await gateSays(ana, 'not asked to sign in again');
      }
      here.provider.claims = { acr: 'loa2', auth_time: here.time.getTime() / 1000 };
      assert.equal(place(await ana.comeBack(await ana.leave())), '/demo/form/3');
    });

    it('12: leads nobody to a provider that does not say when, where that is asked, nor is content with a sign-in by it', async () => {
      const provider = (name: string, issuer: string, tellsAuthTime: boolean) => ({
        ...openIdConnect({ name, label: name, issuer, clientId: 'plaza', authentication: { method: 'none' } }),
        tellsAuthTime,
      });
      const here = await site({
        providers: [provider('one', 'https://provider.example', false), provider('two', 'https://other.example', true)],
      });
      assert.equal(here.service.reauthenticates, true);
      const ana = here.visitor();
      await ana.signIn();
      assert.equal(await ana.ask(), '/demo/form/3', 'she is signed in');
      await ana.ask({ reauthenticates: true });
      const gate = await ana.open(ana.gate);
      assert.equal(gate.heading, 'Sign in to continue');
      assert.deepEqual(
        gate
          .$('button[name="provider"]')
          .toArray()
          .map(({ attribs }) => attribs.value),
        ['two'],
      );
      here.other.claims = { auth_time: here.time.getTime() / 1000 };
      assert.equal(place(await ana.comeBack(await ana.leave('two'), here.other)), '/demo/form/3');
      assert.equal(await ana.ask({ reauthenticates: true }), '/demo/form/3');
      const without = await site({ providers: [provider('one', 'https://provider.example', false)] });
      assert.equal(without.service.reauthenticates, false);
      await assert.rejects(
        without.visitor().ask({ reauthenticates: true }),
        /no provider can have people sign in again/,
      );
    });

    it('12: has somebody sign in again who did so a moment ago, by a provider that says when they do', async () => {
      const here = await site();
      const ana = here.visitor();
      const now = () => here.time.getTime() / 1000;
      const at = () => here.service.authentication(ana.asRequest, 'en');
      here.provider.claims = { auth_time: undefined };
      await ana.signIn();
      assert.equal(await at(), undefined, 'it did not say when');
      here.provider.claims = { auth_time: now() + 30 }; // its clock is ahead of ours
      await ana.signIn({ maxAgeSec: 60 });
      const { person, provider, at: first } = (await at())!;
      assert.deepEqual(
        [person.subject, provider, first],
        ['subject-1', 'One', new Date((now() + 30) * 1000).toISOString()],
      );
      assert.match(await ana.ask({ maxAgeSec: 0 }), /\/sign-in\//);
      const left = await ana.leave();
      here.provider.claims = { auth_time: now() };
      here.later(300); // they read what the provider asks them to agree to
      assert.equal(place(await ana.comeBack(left)), '/demo/form/3');
      assert.notEqual((await at())!.at, first);
    });

    it('5: gives a new session number at sign-in, at step-up and at sign-out', async () => {
      const here = await site();
      const ana = here.visitor();
      ana.cookies = 'plaza-session=AAAAAAAAAAAAAAAAAAAAAA';
      await ana.signIn();
      const first = ana.sessionCookie!;
      assert.notEqual(first, 'AAAAAAAAAAAAAAAAAAAAAA');
      here.provider.claims = { acr: 'loa3' };
      await ana.signIn({ level: 'high' });
      const second = ana.sessionCookie!;
      assert.notEqual(second, first);
      assert.equal(await here.store.session(first), undefined);
      await ana.send('/demo/identity/sign-out');
      assert.equal(ana.sessionCookie, undefined);
      assert.equal(await here.store.session(second), undefined);
    });

    it('6: leads back to a path that was allowed, which no address carries', async () => {
      const here = await site();
      const ana = here.visitor();
      await assert.rejects(ana.ask({ returnTo: '//evil.example' }), TypeError);
      await ana.ask();
      const address = await ana.leave();
      assert.doesNotMatch(decodeURIComponent(address + ana.gate), /form\/3/);
      const back = here.provider.signIn(address);
      back.searchParams.set('returnTo', 'https://evil.example');
      assert.equal(place(await ana.open(back.pathname + back.search)), '/demo/form/3');
    });

    it('7: has __Host- cookies on https, a proof in every form, and tells no site where somebody was', async () => {
      const here = await site({}, 'https://plaza.example');
      const ana = here.visitor();
      const shown = await ana.signIn();
      const cookie = shown.response.headers.getSetCookie().find((each) => each.includes('session'))!;
      for (const part of ['__Host-plaza-session=', 'Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
        assert.ok(cookie.includes(part), part);
      assert.doesNotMatch(cookie, /Domain/i);
      assert.equal(shown.response.headers.get('referrer-policy'), 'no-referrer');
      const paths = ['/demo/identity/sign-out', '/demo/identity/session/extend', ana.gate];
      for (const path of paths) {
        const forged = await ana.post(formData({ provider: 'one' }), path, {
          'sec-fetch-site': 'cross-site',
          origin: 'https://evil.example',
        });
        assert.equal(forged.status, 403, path);
        assert.equal((await ana.post(formData({ provider: 'one' }), path)).status, 403, `${path} without proof`);
      }
      assert.ok(await ana.person());
    });

    it('8: shows who it is to the provider without putting a secret into an address', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const address = await ana.leave();
      await ana.comeBack(address);
      assert.doesNotMatch(address, /shh-client/);
      const { body } = here.provider.seen.find(({ path }) => path === '/token')!;
      assert.equal(body.get('client_secret'), 'shh-client');
    });

    it('9: asks again for keys when one is not known, but not for everyone who makes one up', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.signIn();
      await here.provider.newKey('new');
      await ana.signIn({ maxAgeSec: 0 });
      here.provider.claims = { auth_time: here.time.getTime() / 1000 };
      await ana.signIn({ maxAgeSec: 60 });
      assert.equal(here.provider.count('/jwks'), 2);
      const { privateKey } = await generateKeyPair('RS256');
      for (let times = 0; times < 20; times++) {
        const logout_token = await here.provider.sign({}, privateKey, `made-up-${times}`);
        const answer = await ana.post(formData({ logout_token }), '/demo/identity/back-channel/one');
        assert.equal(answer.status, 400);
      }
      assert.ok(here.provider.count('/jwks') <= 6, String(here.provider.count('/jwks')));
    });

    it('10: lets clocks differ by a minute, and no more', async () => {
      const here = await site();
      const ana = here.visitor();
      const seconds = here.time.getTime() / 1000;
      const tries = [
        [{ exp: seconds - 50 }, true],
        [{ exp: seconds - 70 }, false],
        [{ iat: seconds + 50, exp: seconds + 400 }, true],
        [{ iat: seconds + 70, exp: seconds + 400 }, false],
      ] as const;
      for (const [claims, isRight] of tries) {
        here.provider.claims = claims;
        const somebody = here.visitor();
        await somebody.signIn();
        assert.equal(!!(await somebody.person()), isRight, JSON.stringify(claims));
      }
      assert.equal(await ana.person(), undefined);
    });

    it('11: ends every session of somebody who signed out at the provider, once the provider says so itself', async () => {
      const here = await site();
      const [phone, laptop, other] = [here.visitor(), here.visitor(), here.visitor()];
      await phone.signIn();
      await laptop.signIn();
      here.provider.sub = 'subject-2';
      await other.signIn();
      const path = '/demo/identity/back-channel/one';
      const send = async (claims: Record<string, unknown>) =>
        (
          await phone.post(formData({ logout_token: await here.provider.logoutToken(claims) }), path, {
            'sec-fetch-site': 'cross-site',
          })
        ).status;
      const sub = 'subject-1';
      const wrong = [
        { sub, events: {} },
        { sub, nonce: 'x' },
        { sub, aud: 'another' },
        { sub, iss: 'https://x.example' },
        {},
        { sub, jti: undefined },
        { sub, iat: here.time.getTime() / 1000 - 700 },
      ];
      for (const claims of wrong) assert.equal(await send(claims), 400, JSON.stringify(claims));
      assert.ok(await phone.person());
      assert.equal(await send({ sub, jti: 'one' }), 200);
      assert.deepEqual([await phone.person(), await laptop.person()], [undefined, undefined]);
      assert.equal((await other.person())?.subject, 'subject-2');
      assert.equal(await send({ sub, jti: 'one' }), 400);
    });

    it('12: ends a session that rests, and every session in the end; re-authentication is asked of the provider', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.signIn();
      here.later(19 * 60);
      assert.ok(await ana.person());
      here.later(19 * 60);
      assert.ok(await ana.person());
      here.later(21 * 60);
      assert.equal(await ana.person(), undefined);
      await ana.signIn();
      for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
        here.later(600);
        assert.ok(await ana.person(), String(minutes));
      }
      here.later(600);
      assert.equal(await ana.person(), undefined);
      await ana.ask({ maxAgeSec: 60 });
      const asked = new URL(await ana.leave()).searchParams;
      assert.deepEqual([asked.get('max_age'), asked.get('prompt')], ['60', 'login']);
    });

    it('13: has no token, number or name in an address, a log or a page; errors carry a number to ask with', async () => {
      const here = await site();
      const ana = here.visitor();
      here.provider.claims = { acr: 'loa1', national: '12345678' };
      await ana.signIn();
      await ana.signIn({ level: 'high' });
      const gate = await ana.open(ana.gate);
      const { correlation } = here.log.find(({ problem }) => problem === 'levelTooLow')!;
      assert.ok(gate.text.includes(correlation!));
      const said = JSON.stringify(here.log);
      for (const secret of ['secret-access', 'shh-client', 'subject-1', 'Pérez', '12345678', 'code-']) {
        assert.ok(!said.includes(secret), `log: ${secret}`);
        if (secret !== 'Pérez') assert.ok(!gate.html.includes(secret), `page: ${secret}`);
      }
      const view = await ana.open('/demo/identity/session');
      assert.deepEqual(Object.keys(JSON.parse(view.html) as object).sort(), [
        'absoluteExpiresAt',
        'canExtend',
        'displayName',
        'expiresAt',
        'expiresIn',
        'loa',
        'signedIn',
      ]);
    });

    it('14: limits how often sign-in is begun, by connection and by browser', async () => {
      const here = await site({
        client: () => '203.0.113.5',
        limits: { byClient: { most: 5, minutes: 10 }, byBrowser: { most: 2, minutes: 10 } },
      });
      const ana = here.visitor();
      await ana.ask();
      assert.deepEqual([(await ana.press()).status, (await ana.press()).status], [303, 303]);
      const third = await ana.press();
      assert.equal(third.status, 429);
      assert.equal(third.response.headers.get('retry-after'), '600');
      assert.match(third.notice, /Wait a little/);
      const bob = here.visitor();
      await bob.ask();
      assert.deepEqual([(await bob.press()).status, (await bob.press()).status], [303, 303]);
      const eve = here.visitor();
      await eve.ask();
      assert.equal((await eve.press()).status, 429);
      here.later(600);
      assert.equal((await ana.press()).status, 303);
    });

    it('15: signs out here first, then sends the browser itself to the provider', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.signIn();
      const before = here.provider.seen.length;
      const answer = await ana.send('/demo/identity/sign-out');
      assert.equal(await ana.person(), undefined);
      const leaving = await ana.follow(answer);
      const address = new URL(leaving.$('main a').attr('href')!);
      assert.equal(address.pathname, '/logout');
      assert.equal(leaving.response.headers.get('refresh'), `0; url=${address.href}`);
      assert.equal(here.provider.count('/logout'), 0);
      assert.equal(here.provider.seen.length, before);
      const wrong = await ana.open('/demo/identity/signed-out/one?state=AAAAAAAAAAAAAAAAAAAAAA');
      assert.match(wrong.text, /may still be signed in to One/);
      const back = new URL(address.searchParams.get('post_logout_redirect_uri')!);
      const right = await ana.open(`${back.pathname}?state=${address.searchParams.get('state')}`);
      assert.match(right.text, /signed out here and at One/);
    });
  });
});
