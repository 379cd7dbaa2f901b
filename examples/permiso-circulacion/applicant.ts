import { Person } from '../testing/person.ts';
import { pdf } from '../testing/visitor.ts';
import type { Given, Site } from '../testing/visitor.ts';

/** Somebody who asks for the permit. */
export class Applicant extends Person {
  constructor(site: Site, origin?: string) {
    super(site, '/demo/permiso-circulacion', { origin });
  }
}

const date = (name: string, day: string, month: string, year: string): Given => ({
  [`${name}/day`]: day,
  [`${name}/month`]: month,
  [`${name}/year`]: year,
});

/** The day on which these answers are right: papers run out. */
export const now = () => new Date('2026-11-27T15:00:00Z');

/** A person renews the permit of a car. */
export const renewal: Record<string, Given> = {
  owner: { 'owner/kind': 'person' },
  'owner-name': { 'owner/name/given': 'Ñusta', 'owner/name/family': 'Áñez Luna' },
  'owner-run': { 'owner/run': '33.333.333-3' },
  address: {
    'owner/address/street': 'Calle Larga 12',
    'owner/address/commune': 'Peñaluna',
    'owner/address/region': 'Los Ríos',
  },
  contact: { 'contact/email': 'nusta@example.org', 'contact/phone': '' },
  'co-owners-any': { 'co-owners/any': 'no' },
  'first-permit': { 'vehicle/first-permit': 'no' },
  plate: { 'vehicle/plate': 'BCDF12' },
  type: { 'vehicle/type': 'car' },
  vehicle: { 'vehicle/make': 'Toyota', 'vehicle/model': 'Yaris', 'vehicle/year': '2015', 'vehicle/colour': 'rojo' },
  fuel: { 'vehicle/fuel': 'petrol' },
  previous: { 'previous/municipality': 'Peñaluna' },
  'previous-paid': { 'previous/instalments': 'full' },
  review: { ...date('review/until', '30', '4', '2028'), 'review/plant': '' },
  'review-certificate': { 'review/certificate': pdf('revisión.pdf') },
  emissions: date('emissions/until', '30', '4', '2028'),
  insurance: { 'insurance/company': 'one' },
  policy: {
    'insurance/policy': 'A-123',
    ...date('insurance/from', '1', 'abril', '2026'),
    ...date('insurance/until', '31', '3', '2028'),
  },
  fines: { 'fines/any': 'no' },
  plan: { 'payment/plan': 'full' },
  late: {},
  delivery: { 'delivery/how': 'email' },
  help: {},
  notes: { notes: '' },
};

/** What is another for a company with a new pick-up. */
export const newPickup: Record<string, Given> = {
  ...renewal,
  owner: { 'owner/kind': 'company' },
  company: { 'company/name': 'Panadería Sol', 'company/rut': '77.777.777-7' },
  representative: {
    'company/representative/given': 'Rosa',
    'company/representative/family': '',
    'company/representative-run': '33.333.333-3',
  },
  'first-permit': { 'vehicle/first-permit': 'yes' },
  type: { 'vehicle/type': 'pickup' },
  load: { 'vehicle/load': '1,75' },
  bought: { ...date('vehicle/bought', '3', '2', '2026'), 'vehicle/invoice': pdf('factura.pdf') },
  'review-exempt': { 'review/exempt': 'yes' },
};
