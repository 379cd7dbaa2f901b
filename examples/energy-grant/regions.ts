/** The regions of Chile from north to south, by their ISO 3166-2:CL letters. Their names are the same in every language. */
export const regions = {
  AP: 'Arica y Parinacota',
  TA: 'Tarapacá',
  AN: 'Antofagasta',
  AT: 'Atacama',
  CO: 'Coquimbo',
  VS: 'Valparaíso',
  RM: 'Metropolitana de Santiago',
  LI: 'Libertador General Bernardo O’Higgins',
  ML: 'Maule',
  NB: 'Ñuble',
  BI: 'Biobío',
  AR: 'La Araucanía',
  LR: 'Los Ríos',
  LL: 'Los Lagos',
  AI: 'Aysén del General Carlos Ibáñez del Campo',
  MA: 'Magallanes y de la Antártica Chilena',
} as const;

export type Region = keyof typeof regions;

export function isRegion(text: string): text is Region {
  return Object.hasOwn(regions, text);
}
