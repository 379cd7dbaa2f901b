import type { PrefillSource } from '@plaza-ds/forms/server';

/** A plate of a vehicle that the invented registers know. */
export const knownPlate = 'PLZA26';
/** A plate at which they do not answer. */
export const failingPlate = 'PLZA99';

/** What the vehicle register has of it; no such vehicle exists. */
const vehicle = {
  'vehicle/type': 'car',
  'vehicle/make': 'Colibrí',
  'vehicle/model': 'Ruca 4',
  'vehicle/year': 2021,
  'vehicle/colour': 'verde',
  'vehicle/fuel': 'petrol',
};

/**
 * Registers that play those of a country: of vehicles, of technical reviews, of insurances. They know one invented vehicle.
 *
 * @param now What the clock says.
 */
export function registers(now = () => new Date()): Readonly<Record<string, PrefillSource>> {
  const year = () => now().getUTCFullYear();
  return {
    'vehicle-register': register(now, () => vehicle),
    'review-register': register(now, () => ({
      'review/until': `${year() + 1}-04-30`,
      'review/plant': 'A-1234',
      'emissions/until': `${year() + 1}-04-30`,
    })),
    'insurance-register': register(now, () => ({
      'insurance/company': 'one',
      'insurance/policy': 'SOAP-20260',
      'insurance/from': `${year()}-04-01`,
      'insurance/until': `${year() + 1}-03-31`,
    })),
  };
}

function register(now: () => Date, known: () => Readonly<Record<string, unknown>>): PrefillSource {
  return {
    fetch({ answers }) {
      const plate = String(answers['vehicle/plate']).toUpperCase().replace(/[ -]/g, '');
      if (plate === failingPlate) return Promise.reject(new Error('The register does not answer.'));
      return Promise.resolve({ asOf: now().toISOString().slice(0, 10), values: plate === knownPlate ? known() : {} });
    },
  };
}
