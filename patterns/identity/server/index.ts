export type { Loa } from '../loa.ts';
