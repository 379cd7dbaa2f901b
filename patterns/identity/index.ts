export { isEnough, isLoa, levels, lowerOf } from './loa.ts';
export type { Loa } from './loa.ts';
