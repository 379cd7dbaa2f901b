import { readFileSync } from 'node:fs';
import type { Definition } from '../definition/definition.ts';
import { household } from './household/household.ts';

/** The newest version of an example’s definition. */
export function published(id: 'energy-grant' | 'permiso-circulacion'): Definition {
  const file = new URL(`../../../examples/${id}/definition.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Definition;
}

/** Every definition that is served somewhere. */
export const allPublished = [published('energy-grant'), published('permiso-circulacion'), household];
