/** What attackers try on the way of somebody else’s sign-in, and what it gets them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import type { IdentityOptions } from './running-identity.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';
import { BreakableDatabase, place, SignInSite } from './testing.ts';
import type { Somebody } from './testing.ts';

const https = 'https://plaza.example';
const guess = 'AAAAAAAAAAAAAAAAAAAAAA';

onEveryDatabase<IdentityTables>('An attacker', identityMigrations, (opened) => {
  const site = (options: Partial<IdentityOptions> = {}, origin?: string) =>
    new SignInSite(opened().database, options, origin).open();
  const cookieOf = ({ cookies }: Somebody, name: string) => new RegExp(`${name}=([\\w-]{22})`).exec(cookies)![1]!;

  /** A page of the site, with the cookies as the browser sends them. */
  const askedWith = async (here: SignInSite, cookie: string, path = '/demo/identity/session') => {
    const response = await here.service.fetch(new Request(`${here.origin}${path}`, { headers: { cookie } }));
    return { response, text: await response.text() };
  };
  const isIn = async (here: SignInSite, cookie: string) =>
    !!(await here.service.person(new Request(here.origin, { headers: { cookie } })));

  describe('who can set cookies from a sibling host (cookie tossing)', () => {
    it('puts nobody into a session of theirs on https, where a cookie without __Host- counts for nothing', async () => {
      const here = await site({}, https);
      const [ana, eve] = [here.visitor(), here.visitor()];
      await eve.signIn();
      const tossed = `plaza-session=${eve.sessionCookie}; plaza-visitor=${cookieOf(eve, 'plaza-visitor')}`;
      assert.equal(await isIn(here, tossed), false);
      assert.match((await askedWith(here, tossed)).text, /"signedIn":false/);
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const visitor = `plaza-visitor=${cookieOf(ana, 'plaza-visitor')}`;
      const without = await askedWith(here, visitor, back.pathname + back.search);
      assert.match(without.response.headers.get('location')!, /\/problem\/otherBrowser\//);
      const own = `${tossed}; ${ana.cookies}`;
      const { response } = await askedWith(here, own, back.pathname + back.search);
      assert.equal(response.headers.get('location'), '/demo/form/3');
      const session = response.headers.getSetCookie().find((each) => each.startsWith('__Host-plaza-session='))!;
      assert.ok(await isIn(here, `${tossed}; ${session.split(';')[0]}`));
      assert.ok(await isIn(here, eve.cookies), 'the session that was tossed is not touched');
    });

    for (const origin of [https, 'http://localhost'])
      it(`gets nothing from a second cookie of the same name, whichever comes first: ${origin}`, async () => {
        const here = await site({}, origin);
        const prefix = origin === https ? '__Host-' : '';
        const [ana, eve] = [here.visitor(), here.visitor()];
        await eve.signIn();
        here.provider.sub = 'subject-2';
        await ana.signIn();
        const tossed = `${prefix}plaza-session=${eve.sessionCookie}`;
        for (const cookie of [`${tossed}; ${ana.cookies}`, `${ana.cookies}; ${tossed}`]) {
          const person = await here.service.person(new Request(origin, { headers: { cookie } }));
          assert.notEqual(person?.subject, 'subject-1');
        }
        const same = `${ana.cookies}; ${prefix}plaza-session=${ana.sessionCookie}`;
        assert.ok(await isIn(here, same), 'the same twice harms nobody');
        const other = here.visitor();
        const gate = await other.ask();
        const own = `${prefix}plaza-visitor=${cookieOf(eve, 'plaza-visitor')}`;
        for (const cookie of [`${own}; ${other.cookies}`, `${other.cookies}; ${own}`])
          assert.equal((await askedWith(here, cookie, gate)).response.status, 404);
      });

    it('is not in after the victim signed in with a visitor’s cookie that the attacker chose', async () => {
      const here = await site();
      const [ana, eve] = [here.visitor(), here.visitor()];
      eve.cookies = `plaza-visitor=${guess}`;
      ana.cookies = eve.cookies;
      await ana.ask();
      eve.gate = ana.gate;
      const address = await ana.leave();
      const back = here.provider.signIn(address);
      assert.equal(place(await ana.open(back.pathname + back.search)), '/demo/form/3');
      assert.equal((await ana.person())?.subject, 'subject-1');
      assert.equal(await eve.person(), undefined);
      for (const path of [back.pathname + back.search, eve.gate, '/demo/identity/account']) {
        const shown = await eve.open(path);
        assert.doesNotMatch(shown.html, /Ana María|subject-1/, path);
        assert.equal(eve.sessionCookie, undefined, path);
      }
      assert.equal(here.provider.count('/token'), 1);
    });
  });

  it('has no part in the session that comes of one that was theirs before (session fixation)', async () => {
    const here = await site();
    const [ana, eve] = [here.visitor(), here.visitor()];
    here.provider.sub = 'subject-of-eve';
    await eve.signIn();
    const { cookies, sessionCookie: planted } = eve;
    ana.cookies = cookies;
    here.provider.sub = 'subject-1';
    const gate = await ana.ask({ owner: { issuer: here.provider.issuer, subject: 'subject-1' } });
    assert.match(gate, /other-person/, 'the page says that another is signed in');
    await ana.send('/demo/identity/sign-out');
    assert.equal(await eve.person(), undefined);
    await ana.signIn();
    assert.notEqual(ana.sessionCookie, planted);
    assert.equal((await ana.person())?.subject, 'subject-1');
    assert.equal(await isIn(here, cookies), false);
  });

  it('has no part in it either where the planted session ends only as the victim comes back', async () => {
    const here = await site();
    const [ana, eve] = [here.visitor(), here.visitor()];
    await ana.ask();
    const address = await ana.leave();
    here.provider.sub = 'subject-of-eve';
    await eve.signIn();
    ana.cookies += `; plaza-session=${eve.sessionCookie}`;
    here.provider.sub = 'subject-1';
    await ana.comeBack(address);
    assert.notEqual(ana.sessionCookie, eve.sessionCookie);
    assert.equal((await ana.person())?.subject, 'subject-1');
    assert.equal(await eve.person(), undefined);
  });

  describe('who sends somebody the link of a sign-in of their own (login CSRF)', () => {
    for (const [how, before] of [
      ['has no cookie of ours', async () => {}],
      ['is about to sign in', async (ana: Somebody) => void (await ana.ask(), await ana.leave())],
      ['is signed in', async (ana: Somebody) => void (await ana.signIn())],
    ] as const)
      it(`signs nobody in as themselves: somebody who ${how}`, async () => {
        const here = await site();
        const [ana, eve] = [here.visitor(), here.visitor()];
        await before(ana);
        const person = await ana.person();
        here.provider.sub = 'subject-of-eve';
        await eve.ask();
        const link = here.provider.signIn(await eve.leave());
        const sent = here.provider.count('/token');
        assert.match(place(await ana.open(link.pathname + link.search)), /\/problem\/otherBrowser\//);
        const posted = await ana.post(formData(Object.fromEntries(link.searchParams)), link.pathname, {
          'sec-fetch-site': 'cross-site',
          origin: 'https://evil.example',
        });
        assert.match(place(await ana.follow(posted)), /\/problem\/otherBrowser\//);
        assert.deepEqual(await ana.person(), person);
        assert.equal(here.provider.count('/token'), sent, 'the code is not even looked at');
      });

    it('leads nobody to the provider from a page that was made for themselves', async () => {
      const here = await site();
      const [ana, eve] = [here.visitor(), here.visitor()];
      await eve.ask();
      await ana.ask();
      const left = await eve.press();
      assert.equal((await ana.open(place(left))).status, 404);
      assert.equal((await ana.open(eve.gate)).status, 404);
      assert.equal((await ana.post(formData({ provider: 'one' }), eve.gate)).status, 404);
    });
  });

  it('gets no code of their own into the sign-in of somebody else, also where PKCE is not looked at (code injection)', async () => {
    const here = await site();
    const [ana, eve] = [here.visitor(), here.visitor()];
    await ana.ask();
    await eve.ask();
    const inject = async () => {
      const code = here.provider.signIn(await eve.leave()).searchParams.get('code')!;
      const back = here.provider.signIn(await ana.leave());
      back.searchParams.set('code', code);
      assert.equal(place(await ana.open(back.pathname + back.search)), ana.gate);
      assert.equal(await ana.person(), undefined);
      return (await ana.open(ana.gate)).notice;
    };
    assert.match(await inject(), /already used/, 'the provider does not give a token for it');
    const nonce = 'a-nonce-of-another-try';
    const iat = here.time.getTime() / 1000;
    here.provider.legs = {
      '/token': async () =>
        Response.json({
          access_token: 'x',
          token_type: 'Bearer',
          id_token: await here.provider.sign({
            iss: here.provider.issuer,
            aud: 'plaza',
            sub: 'eve',
            iat,
            exp: iat + 60,
            nonce,
          }),
        }),
    };
    assert.match(await inject(), /could not check the answer/, 'the token is of another try');
  });

  it('costs the provider nothing, and us one look, by hundreds of callbacks that nobody asked for', async () => {
    const breakable = new BreakableDatabase(opened().database);
    const here = await new SignInSite(breakable.database).open();
    const [ana, eve] = [here.visitor(), here.visitor()];
    await ana.ask();
    const address = await ana.leave();
    const rows = async () => {
      const tables = ['ask', 'attempt', 'session', 'person', 'sign_out'] as const;
      const counted = tables.map((name) =>
        opened()
          .database.selectFrom(`identity_${name}`)
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .executeTakeFirstOrThrow(),
      );
      return (await Promise.all(counted)).map(({ count }) => Number(count));
    };
    const before = { rows: await rows(), seen: here.provider.seen.length, statements: breakable.statements };
    const times = 300;
    const answers = await Promise.all(
      Array.from({ length: times }, (_, index) => {
        const query = `?code=stolen-${index}&state=guessed-${index}&error_description=<b>`;
        return index % 3
          ? eve.open(`/demo/identity/callback/one${query}`)
          : eve.post(formData({ code: 'stolen', state: `guessed-${index}` }), '/demo/identity/callback/one');
      }),
    );
    assert.deepEqual({ rows: await rows(), seen: here.provider.seen.length }, { rows: before.rows, seen: before.seen });
    assert.ok(breakable.statements - before.statements <= times, 'one statement for each');
    for (const { response, html } of answers) {
      assert.equal(response.status, 303);
      assert.match(response.headers.get('location')!, /^\/demo\/identity\/(?:problem\/linkUsed|returning)\/[\w-]{22}$/);
      assert.deepEqual([html, response.headers.getSetCookie()], ['', []]);
    }
    assert.doesNotMatch(JSON.stringify(here.log), /stolen|guessed/);
    assert.match((await eve.follow(answers[0]!)).response.headers.get('location')!, /linkUsed/);
    assert.equal(place(await ana.comeBack(address)), '/demo/form/3');
  });

  it('has nothing of the application of somebody else from the back button of a shared computer', async () => {
    const here = await site();
    const ana = here.visitor();
    await ana.ask({ owner: { issuer: here.provider.issuer, subject: 'subject-1' } });
    const back = here.provider.signIn(await ana.leave());
    const path = back.pathname + back.search;
    assert.equal(place(await ana.open(path)), '/demo/form/3');
    await ana.send('/demo/identity/sign-out');
    here.provider.sub = 'subject-2';
    await ana.signIn({ returnTo: '/demo/other' });
    assert.match(place(await ana.open(path)), /\/other-person\//);
  });

  it('does nothing with keys that the provider gave up, while who is signed in stays so', async () => {
    const here = await site();
    const ana = here.visitor();
    await ana.signIn();
    const { key: old, kid: oldId } = here.provider;
    await here.provider.newKey('new');
    assert.ok(await ana.person());
    assert.equal((await ana.send('/demo/identity/session/extend', {}, '/demo/identity/account')).status, 204);
    const bob = here.visitor();
    here.provider.sub = 'subject-2';
    assert.equal(place(await bob.signIn()), '/demo/form/3', 'the new keys are asked for');
    const end = async (signed: string) =>
      (await bob.post(formData({ logout_token: signed }), '/demo/identity/back-channel/one')).status;
    const fresh = await here.provider.logoutToken({ sub: 'subject-1' });
    const claims = JSON.parse(Buffer.from(fresh.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
    assert.equal(await end(await here.provider.sign(claims, old, oldId)), 400);
    assert.ok(await ana.person());
    assert.equal(await end(fresh), 200);
    assert.equal(await ana.person(), undefined);
    assert.ok(await bob.person());
  });
});
