import type { Definition } from '../definition/definition.ts';

const t = (en: string, es: string) => ({ en, es });

/** A place at the market, as people ask for it on the web, on paper and at the counter, where no photo is asked. */
export const stall: Definition = {
  id: 'stall',
  version: 2,
  languages: ['en', 'es'],
  title: t('Place at the market', 'Puesto en la feria'),
  agency: t('Market office', 'Oficina de la feria'),
  timeZone: 'America/Santiago',
  data: {
    type: 'object',
    properties: {
      name: { $ref: 'std:text' },
      email: { $ref: 'std:email' },
      birth: { $ref: 'std:date', settings: { max: 'today' } },
      kind: { $ref: 'std:choice' },
      company: { $ref: 'std:text' },
      helpers: {
        type: 'array',
        items: { type: 'object', properties: { name: { $ref: 'std:text' } }, required: ['name'] },
      },
      goods: { $ref: 'std:text' },
      photo: { $ref: 'std:file' },
    },
    required: ['name', 'email', 'birth', 'kind', 'company', 'goods', 'photo'],
  },
  questions: {
    name: {
      label: t('Name', 'Nombre'),
      hint: t('As on your identity card', 'Como en tu cédula de identidad'),
      why: t('It stands on the permit.', 'Aparece en el permiso.'),
    },
    email: { label: t('Email address', 'Correo electrónico') },
    birth: { label: t('Date of birth', 'Fecha de nacimiento') },
    kind: {
      label: t('Who sells', 'Quién vende'),
      options: [
        { value: 'person', label: t('A person', 'Una persona') },
        { value: 'company', label: t('A company', 'Una empresa') },
      ],
    },
    company: { label: t('Name of the company', 'Nombre de la empresa') },
    'helpers/*/name': { label: t('Name of the helper', 'Nombre del ayudante') },
    goods: { label: t('What is sold', 'Qué se vende') },
    photo: { label: t('Photo of the stall', 'Foto del puesto'), onPaper: t('Attach a photo', 'Adjunta una foto') },
  },
  sections: [
    { id: 'person', title: t('About the person', 'Sobre la persona') },
    { id: 'place', title: t('About the place', 'Sobre el puesto') },
  ],
  pages: [
    { id: 'who', section: 'person', ask: ['name', 'email'], heading: t('Who asks for it', 'Quién lo pide') },
    { id: 'birth', section: 'person', ask: ['birth'] },
    { id: 'kind', section: 'place', ask: ['kind'] },
    { id: 'company', section: 'place', ask: ['company'], when: { eq: [{ answer: 'kind' }, 'company'] } },
    {
      id: 'helpers',
      section: 'place',
      repeat: 'helpers',
      max: 2,
      heading: t('Helpers', 'Ayudantes'),
      item: t('Helper {number}', 'Ayudante {number}'),
      another: t('Is there another helper?', '¿Hay otro ayudante?'),
      pages: [{ id: 'helper', ask: ['helpers/*/name'] }],
    },
    { id: 'goods', section: 'place', ask: ['goods'] },
    { id: 'photo', section: 'place', ask: ['photo'] },
  ],
  outcomes: [
    {
      id: 'too-young',
      when: { lt: [{ ageOn: [{ answer: 'birth' }, { today: true }] }, 18] },
      title: t('You are too young', 'Te falta edad'),
      text: [t('From 18 on you can have a place.', 'Desde los 18 años puedes tener un puesto.')],
      appeal: t('Write to us.', 'Escríbenos.'),
    },
  ],
  evidence: [
    { id: 'card', title: t('Identity card', 'Cédula de identidad') },
    { id: 'licence', title: t('Licence to sell', 'Permiso de venta'), question: 'goods' },
  ],
  fees: [
    {
      code: 'company',
      title: t('Fee for companies', 'Tarifa para empresas'),
      when: { eq: [{ answer: 'kind' }, 'company'] },
      money: { amount: '5000', currency: 'CLP' },
    },
  ],
  declarations: [{ id: 'truth', kind: 'tick', text: t('What I wrote is true.', 'Lo que escribí es verdad.') }],
  channels: {
    web: {},
    agent: {
      exclude: ['photo'],
      instead: t('Bring a photo when you get the permit.', 'Trae una foto cuando retires el permiso.'),
    },
    paper: { sendTo: t('Market office\nCalle Larga 1', 'Oficina de la feria\nCalle Larga 1') },
  },
};

/** What somebody of the staff writes on its first screen. */
export const aboutPerson = {
  name: 'Ñusta Quispe',
  email: 'nusta@example.org',
  'birth/day': '27',
  'birth/month': '3',
  'birth/year': '1980',
};
