/** What people see in each state of sign-in, and what attackers do not get. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateKeyPair } from 'jose';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import type { IdentityOptions } from './running-identity.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';
import { place, SignInSite } from './testing.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';

const noticeOf = ({ $ }: Shown) => $('main .plaza-notification').attr('data-variant');

onEveryDatabase<IdentityTables>('What people see', identityMigrations, (opened) => {
  const site = (options: Partial<IdentityOptions> = {}) => new SignInSite(opened().database, options).open();
  const channel = { en: 'call 600 123 456' };

  describe('A person', () => {
    it('reads why, how surely, what is received and the way without it, and chooses by radios', async () => {
      const here = await site({ channel, claims: ['name', 'nationalId'] });
      const ana = here.visitor();
      await ana.ask({ level: 'substantial' });
      const gate = await ana.open(ana.gate);
      for (const part of ['To apply', 'checked your identity', 'your name', 'your national number', 'call 600 123 456'])
        assert.ok(gate.text.includes(part), part);
      assert.equal(gate.$('input[type=radio]').length, 2);
      const none = await ana.press('');
      assert.equal(none.status, 422);
      assert.deepEqual(none.problems, { '#provider-one': 'Choose how you want to sign in' });
      assert.match(none.$('plaza-error-summary[tabindex="-1"][autofocus] > [role="alert"]').text(), /Choose how/);
      assert.equal(none.$('plaza-form input[type=radio]').length, 2);
      assert.equal((await ana.press('made-up')).status, 422);
    });

    it('who cancels at the provider is on the page that they began on, and reads so', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      here.provider.answer = { code: undefined, error: 'access_denied', error_description: 'no <b>' };
      assert.equal(place(await ana.comeBack(await ana.leave())), ana.gate);
      const gate = await ana.open(ana.gate);
      assert.match(gate.notice, /^You cancelled signing in You were not signed in/);
      assert.deepEqual([noticeOf(gate), gate.title], ['information', 'Sign in to continue']);
      assert.ok(!gate.html.includes('no <b>'));
    });

    for (const error of ['temporarily_unavailable', 'server_error'])
      it(`reads which provider has an outage, and of the other way (${error})`, async () => {
        const here = await site({ channel });
        const ana = here.visitor();
        await ana.ask();
        here.provider.answer = { code: undefined, error };
        await ana.comeBack(await ana.leave());
        const gate = await ana.open(ana.gate);
        assert.match(gate.notice, /^One is not answering It is not because of you/);
        assert.deepEqual([noticeOf(gate), gate.title], ['error', 'Error: Sign in to continue']);
        assert.match(gate.text, /call 600/);
      });

    it('of whom too many come reads when to try again, with one minute in the singular', async () => {
      const here = await site({ limits: { byBrowser: { most: 0, minutes: 1 } } });
      const ana = here.visitor();
      await ana.ask();
      const told = await ana.press();
      assert.equal(told.status, 429);
      assert.match(told.notice, /Too many people .* Wait a little\. Try again in 1 minute\.$/);
      ana.language = 'es';
      assert.match((await ana.open('/demo/identity/sign-in')).text, /Inténtalo de nuevo en 1 minuto\./);
    });

    it('reads that the service is not let in, where the provider says so', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      here.provider.answer = { code: undefined, error: 'unauthorized_client' };
      await ana.comeBack(await ana.leave());
      const gate = await ana.open(ana.gate);
      assert.match(gate.notice, /cannot use this service at the moment/);
      assert.equal(gate.$('main form button').attr('data-variant'), 'secondary', 'nothing calls for trying again');
      here.provider.answer = { code: undefined, error: 'access_denied' };
      await ana.comeBack(await ana.leave());
      assert.equal((await ana.open(ana.gate)).$('main form button').attr('data-variant'), undefined);
    });

    it('who goes back to the callback just goes on, if signed in; else reads that the link was used', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const path = back.pathname + back.search;
      assert.equal(place(await ana.open(path)), '/demo/form/3');
      const session = ana.sessionCookie;
      assert.equal(place(await ana.open(path)), '/demo/form/3');
      assert.equal(ana.sessionCookie, session);
      assert.equal(here.provider.count('/token'), 1);
      await ana.send('/demo/identity/sign-out');
      assert.equal(place(await ana.open(path)), ana.gate);
      const unknown = await ana.follow(await ana.open('/demo/identity/callback/one?code=x&state=made-up'));
      assert.match(unknown.text, /already used.*give this number/s);
    });

    it('who signs out takes with them what forms kept on the device, and nothing else is deleted there', async () => {
      const here = await site();
      const ana = here.visitor();
      const signOut = async () => {
        await ana.signIn();
        const { hidden } = await ana.open('/demo/identity/sign-out');
        return (await ana.post(formData(hidden), '/demo/identity/sign-out')).response.headers;
      };
      assert.equal((await signOut()).get('clear-site-data'), null);
      const visitor = /plaza-visitor=([\w-]{22})/.exec(ana.cookies)![1]!;
      ana.cookies = `${ana.cookies}; ${ana.cookies.includes('__Host-') ? '__Host-' : ''}plaza-offline=${visitor}`;
      assert.equal((await signOut()).get('clear-site-data'), '"storage"');
      assert.doesNotMatch(ana.cookies, /plaza-offline=\S/);
      assert.equal((await signOut()).get('clear-site-data'), null);
    });

    it('signs in in two tabs at once', async () => {
      const here = await site();
      const ana = here.visitor();
      const [first, second] = [await ana.ask({ returnTo: '/demo/a' }), await ana.ask({ returnTo: '/demo/b' })];
      ana.gate = first;
      const one = await ana.leave();
      ana.gate = second;
      const two = await ana.leave();
      assert.equal(place(await ana.comeBack(two)), '/demo/b');
      assert.equal(place(await ana.comeBack(one)), '/demo/a');
    });

    it('whose browser lost or keeps no cookies is told to open it in their browser', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const other = here.visitor();
      const told = await other.follow(await other.open(back.pathname + back.search));
      assert.match(told.text, /another browser.*open this page in your browser/s);
      other.keepsCookies = false;
      const refused = await other.post(formData({ provider: 'one' }), ana.gate);
      assert.match((await other.follow(refused)).text, /keeps no cookies/);
    });

    it('comes back by a form without cookies, and brings the cookie to an address of ours', async () => {
      const here = await site();
      const [ana, eve] = [here.visitor(), here.visitor()];
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const { cookies } = ana;
      ana.cookies = '';
      const posted = await ana.post(formData(Object.fromEntries(back.searchParams)), back.pathname, {
        'sec-fetch-site': 'cross-site',
        origin: here.provider.issuer,
      });
      assert.equal(posted.status, 303);
      assert.ok(!place(posted).includes('code'));
      const again = await eve.post(formData({ ...Object.fromEntries(back.searchParams), code: 'own' }), back.pathname);
      assert.equal(await here.store.attemptByAnswer(place(again).split('/').at(-1)!), undefined);
      assert.equal(posted.response.headers.getSetCookie().length, 0);
      await eve.ask();
      assert.match(place(await eve.follow(posted)), /otherBrowser/);
      ana.cookies = cookies;
      assert.equal(place(await ana.follow(posted)), '/demo/form/3');
      assert.ok(await ana.person());
      assert.equal(await eve.person(), undefined);
    });

    it('who signs in as somebody else sees nothing of the other’s application', async () => {
      const here = await site();
      const ana = here.visitor();
      const owner = { issuer: here.provider.issuer, subject: 'somebody else' };
      const told = await ana.signIn({ owner });
      assert.match(place(told), /other-person/);
      const page = await ana.follow(told);
      assert.match(page.text, /You signed in as Ana María Pérez.*begun by somebody else/s);
      assert.ok(!page.html.includes('/demo/form/3'));
      assert.equal(await ana.ask({ owner: { ...owner, subject: 'subject-1' } }), '/demo/form/3');
    });

    it('whose name changed at the provider says whether it is them, before anything opens', async () => {
      const here = await site();
      const ana = here.visitor();
      here.provider.sub = `changing-${Math.random()}`;
      await ana.signIn();
      await ana.send('/demo/identity/sign-out');
      here.provider.userInfo = { given_name: 'Ana María', family_name: 'Soto' };
      const asked = await ana.signIn();
      assert.match(place(asked), /name-changed/);
      assert.equal(await ana.person(), undefined);
      const page = await ana.follow(asked);
      assert.match(page.text, /Ana María Pérez.*Ana María Soto/s);
      assert.equal(place(await ana.send(place(asked), { action: 'yes' })), '/demo/form/3');
      assert.equal((await ana.person())?.name, 'Ana María Soto');
    });

    it('of whom more is asked keeps the session that they had, whoever signs in then', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.signIn();
      await ana.ask({ level: 'high' });
      assert.match((await ana.open(ana.gate)).text, /You are signed in as Ana María Pérez. For this step/);
      here.provider.sub = 'subject-2';
      here.provider.claims = { acr: 'loa3' };
      await ana.comeBack(await ana.leave());
      assert.match((await ana.open(ana.gate)).notice, /Somebody else signed in/);
      assert.equal((await ana.person())?.subject, 'subject-1');
    });

    it('is told how long they can stay, which is less near the end for good', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.signIn();
      const stay = async () => {
        const warning = String(await here.service.warning(ana.asRequest));
        const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(warning)![1]!;
        const form = formData({ token: field('token'), visit: field('visit') });
        const answer = await ana.post(form, '/demo/identity/session/extend', { accept: 'application/json' });
        return (JSON.parse(answer.html) as { expiresIn: number }).expiresIn;
      };
      assert.equal(await stay(), 1200);
      for (let minutes = 0; minutes < 8 * 60 - 15; minutes += 15) {
        here.later(15 * 60);
        await stay();
      }
      assert.equal(await stay(), 15 * 60);
    });

    it('is warned, stays, and is told when it is over', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.signIn();
      const warning = String(await here.service.warning(ana.asRequest));
      assert.match(warning, /seconds="1200" ended="\/demo\/identity\/expired"/);
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(warning)![1]!;
      here.later(600);
      const stay = formData({ token: field('token'), visit: field('visit') });
      assert.equal((await ana.post(stay, '/demo/identity/session/extend')).status, 204);
      here.later(1100);
      assert.equal(
        (JSON.parse((await ana.open('/demo/identity/session')).html) as { signedIn: boolean }).signedIn,
        true,
      );
      here.later(200);
      assert.equal((await ana.post(stay, '/demo/identity/session/extend')).status, 401);
      const over = await ana.open('/demo/identity/expired');
      assert.match(over.text, /What you had saved is saved. What you typed since/);
    });
  });

  describe('An attacker', () => {
    it('signs nobody in as somebody else: a code is of one try (code injection), and its nonce too', async () => {
      const here = await site();
      const [ana, eve] = [here.visitor(), here.visitor()];
      await ana.ask();
      await eve.ask();
      const code = here.provider.signIn(await ana.leave()).searchParams.get('code')!;
      const own = here.provider.signIn(await eve.leave());
      own.searchParams.set('code', code);
      await eve.open(own.pathname + own.search);
      assert.equal(await eve.person(), undefined);
      for (const nonce of ['another', undefined]) {
        here.provider.claims = { nonce };
        await eve.comeBack(await eve.leave());
        assert.equal(await eve.person(), undefined);
      }
    });

    it('gets in by no ID token that another made: signature, key, audience, issuer', async () => {
      const here = await site();
      const eve = here.visitor();
      for (const claims of [
        { aud: 'other' },
        { iss: 'https://evil.example' },
        { aud: ['plaza', 'other'], azp: 'other' },
        { sub: undefined },
      ]) {
        here.provider.claims = claims;
        await eve.signIn();
        assert.equal(await eve.person(), undefined, JSON.stringify(claims));
      }
      here.provider.claims = {};
      here.provider.key = (await generateKeyPair('RS256')).privateKey;
      await eve.signIn();
      assert.match((await eve.open(eve.gate)).notice, /could not check/);
      assert.equal(await eve.person(), undefined);
    });

    it('changes nothing by a flood of callbacks', async () => {
      const here = await site();
      const ana = here.visitor();
      await ana.ask();
      const address = await ana.leave();
      const eve = here.visitor();
      for (let times = 0; times < 50; times++)
        await eve.open(`/demo/identity/callback/one?code=x&state=guess-${times}`);
      assert.equal(here.provider.count('/token'), 0);
      assert.equal(place(await ana.comeBack(address)), '/demo/form/3');
    });
  });

  describe('A provider', () => {
    for (const leg of ['/token', '/userinfo', '/jwks'])
      it(`that is down at ${leg} is an outage, from which people begin again`, async () => {
        const here = await site();
        const ana = here.visitor();
        await ana.ask();
        for (const broken of [
          () => new Response('<h1>502', { status: 502 }),
          () => Promise.reject(new TypeError('fetch failed')),
        ]) {
          here.provider.legs = { [leg]: broken };
          await ana.comeBack(await ana.leave());
          assert.match((await ana.open(ana.gate)).notice, /One is not answering/, leg);
        }
        here.provider.legs = {};
        assert.equal(place(await ana.comeBack(await ana.leave())), '/demo/form/3');
      });

    it('is known from its discovery document while it is down', async () => {
      const here = await site();
      const ana = here.visitor();
      here.provider.legs = { '/.well-known/openid-configuration': () => new Response('', { status: 503 }) };
      await ana.ask();
      assert.equal(place(await ana.press()), ana.gate);
      assert.match((await ana.open(ana.gate)).notice, /not answering/);
      here.provider.legs = {};
      await ana.leave();
      here.provider.legs = { '/.well-known/openid-configuration': () => new Response('', { status: 503 }) };
      here.later(2 * 60 * 60);
      assert.equal(place(await ana.comeBack(await ana.leave())), '/demo/form/3');
    });
  });
});
