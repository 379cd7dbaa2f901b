import type { Definition } from '../definition/definition.ts';

const w = (en: string) => ({ en });

/** The service that the conformance suite is run against: a server serves it, and the suite asks. */
export const definition: Definition = {
  id: 'conformance',
  version: 1,
  languages: ['en'],
  title: w('Conformance'),
  agency: w('Plaza'),
  timeZone: 'UTC',
  data: {
    type: 'object',
    properties: {
      name: { $ref: 'std:text', maxLength: 20 },
      age: { $ref: 'std:integer', minimum: 0, maximum: 120 },
      pet: {
        type: 'object',
        properties: { has: { $ref: 'std:yes-no' }, name: { $ref: 'std:text' } },
        required: ['has', 'name'],
      },
      children: {
        type: 'array',
        items: { type: 'object', properties: { name: { $ref: 'std:text' } }, required: ['name'] },
      },
      photo: { $ref: 'std:file', settings: { types: ['image/png'], maxSize: 1000 } },
      papers: { $ref: 'std:files', maxItems: 2, settings: { types: ['image/png'] } },
    },
    required: ['name', 'age'],
  },
  questions: {
    name: { label: w('Name'), sensitive: true },
    age: { label: w('Age') },
    'pet/has': { label: w('Do you have a pet?') },
    'pet/name': { label: w('Its name') },
    'children/*/name': { label: w('Name of the child') },
    photo: { label: w('Photo') },
    papers: { label: w('Papers') },
  },
  rules: [
    {
      id: 'same-name',
      when: { eq: [{ answer: 'pet/name' }, { answer: 'name' }] },
      at: 'pet/name',
      message: w('Write the name of the pet, and not your own'),
    },
  ],
  outcomes: [
    {
      id: 'too-young',
      when: { lt: [{ answer: 'age' }, 18] },
      title: w('Not yet'),
      text: [w('You have to be 18.')],
      appeal: w('Ask at the counter.'),
    },
  ],
  pages: [
    { id: 'person', ask: ['name', 'age'], heading: w('You') },
    { id: 'know', ask: [], heading: w('Good to know'), text: [w('This takes five minutes.')] },
    { id: 'pet', ask: ['pet/has'] },
    { id: 'pet-name', ask: ['pet/name'], when: { eq: [{ answer: 'pet/has' }, true] } },
    {
      repeat: 'children',
      id: 'children',
      max: 2,
      heading: w('Your children'),
      item: w('Child {number}'),
      another: w('Do you want to add another child?'),
      pages: [{ id: 'child', ask: ['children/*/name'] }],
    },
    { id: 'photo', ask: ['photo', 'papers'], heading: w('Your papers') },
  ],
  channels: {
    web: {},
    agent: {},
    kiosk: { exclude: ['photo'], instead: w('Bring the photo to the office.') },
    paper: {
      exclude: ['photo', 'papers'],
      instead: w('Bring your papers to the office.'),
      sendTo: w('The office, Long Street 1'),
    },
  },
  identity: { level: 'low', required: false },
  declarations: [
    { id: 'true', kind: 'tick', text: w('It is true.') },
    // Nobody in the other checks has this name.
    {
      id: 'signed',
      kind: 're-authentication',
      text: w('I sign it.'),
      when: { eq: [{ answer: 'name' }, 'Grace'] },
    },
  ],
};
