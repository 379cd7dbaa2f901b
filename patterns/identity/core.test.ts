import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { personName } from './identity.ts';
import { problemOf, problems } from './problems.ts';
import { eventsIn, next, signInStates } from './states.ts';
import { identityWords } from './words/catalogue.ts';

describe('The way in and out', () => {
  it('has every state of the specification, each of which can be reached', () => {
    const reached = new Set(['signed_out']);
    for (let before = -1; before !== reached.size;) {
      before = reached.size;
      for (const state of signInStates.filter((each) => reached.has(each)))
        for (const event of eventsIn(state)) reached.add(next(state, event)!);
    }
    assert.deepEqual([...signInStates].sort(), [...reached].sort());
    assert.equal(signInStates.length, 12);
  });

  it('keeps the session of whoever does not reach a higher level', () => {
    assert.equal(next('stepping_up', 'fail'), 'signed_in');
  });

  it('says signed out everywhere only where the provider confirms', () => {
    assert.equal(next('signing_out', 'provider_confirms'), 'signed_out_everywhere');
    assert.equal(next('signing_out', 'provider_is_silent'), 'signed_out_here_only');
    assert.equal(next('signed_out', 'verify'), undefined);
  });
});

describe('A name', () => {
  it('has one surname, two, or none, and is nobody’s where it is empty', () => {
    assert.equal(personName(['Ana'], ['Pérez'])?.display, 'Ana Pérez');
    assert.equal(personName(['Suharto'], [])?.display, 'Suharto');
    assert.equal(personName([], ['Núñez', 'Soto'])?.display, 'Núñez Soto');
    assert.equal(personName([' '], ['']), undefined);
  });
});

describe('The words', () => {
  it('say of every problem what happened and what to do, in every language', () => {
    const keys = Object.keys(identityWords.en!).sort();
    for (const [language, words] of Object.entries(identityWords)) {
      assert.deepEqual(Object.keys(words).sort(), keys, language);
      for (const code of Object.keys(problems))
        for (const key of [`problem.${code}`, `help.${code}`])
          assert.ok((words as Record<string, string>)[key], `${language} ${key}`);
    }
  });

  it('keep the places for values in every language', () => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const words of Object.values(identityWords))
      for (const [key, text] of Object.entries(words))
        assert.deepEqual(places(text), places((identityWords.en as Record<string, string>)[key]!), key);
  });

  it('tell what an authorization server says apart', () => {
    const said = ['access_denied', 'temporarily_unavailable', 'server_error', 'unauthorized_client', 'nonsense'];
    assert.deepEqual(said.map(problemOf), ['cancelled', 'outage', 'outage', 'notAvailable', 'failed']);
  });
});
