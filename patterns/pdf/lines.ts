import bidiFactory from 'bidi-js';
import LineBreaker from 'linebreak';
import { faceFor, facesOf, standIn, widthOf } from './faces.ts';
import type { Face, Weight } from './faces.ts';

export interface TextStyle {
  weight: Weight;
  /** Points. */
  size: number;
}

/** Signs that stand beside each other in one face and one direction. */
export interface Run {
  /** As a font draws it. */
  text: string;
  face: Face;
  isRightToLeft: boolean;
  /** What it says, where what is drawn does not tell: stand-ins, and letters that a font puts together from parts. */
  standsFor?: string;
}

export interface Line {
  /** In the order in which they are read, with the spaces at the end. */
  runs: readonly Run[];
  /** Those that are seen, from left to right. */
  seen: readonly Run[];
}

/** What a person takes for one letter, however many code points it has. */
interface Sign {
  text: string;
  /** Where it begins in its paragraph. */
  at: number;
  face: Face | undefined;
  /** Of Unicode's bidirectional algorithm; odd from right to left. */
  level: number;
  width: number;
}

const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const bidi = bidiFactory();
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text in lines of at most this width in points. What is longer without a space is broken where the line ends: nothing is cut. */
export function linesOf(text: string, style: TextStyle, width: number): Line[] {
  const paragraphs = text.normalize('NFC').split(lineEnd);
  return paragraphs.flatMap((each, index) => {
    const paragraph = index < paragraphs.length - 1 ? `${each} ` : each; // who hears it hears no line end, but a space
    const signs = signsOf(paragraph, style);
    return inLines(signs, stopsOf(paragraph), width).map((line) => lineOf(line, style));
  });
}

/** Whether a text is written from right to left, by its first letter. */
export function isRightToLeft(text: string): boolean {
  return (bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) % 2 === 1;
}

/** How wide a text is on one line, in points. */
export function widthOfText(text: string, style: TextStyle): number {
  return signsOf(text.normalize('NFC'), style).reduce((sum, { width }) => sum + width, 0);
}

/** Whether every sign of a text can be drawn. */
export function isComplete(text: string): boolean {
  const signs = [...segmenter.segment(text.normalize('NFC').split(lineEnd).join(' ').replaceAll('\t', ' '))];
  return signs.every(({ segment }) => faceFor(segment, 'regular'));
}

function signsOf(paragraph: string, { weight, size }: TextStyle): Sign[] {
  const { levels } = bidi.getEmbeddingLevels(paragraph);
  let before: Face | undefined;
  return [...segmenter.segment(paragraph)].map(({ segment, index }) => {
    const text = segment === '\t' ? ' ' : segment;
    const face = (text === ' ' && before) || faceFor(text, weight); // a space does not part two words of a script
    before = face;
    const width = size * (face ? widthOf(text, face) : widthOf(standIn, facesOf(weight)[0]!));
    return { text, at: index, face, level: levels[index]!, width };
  });
}

/** The places where a line may end. */
function stopsOf(paragraph: string): ReadonlySet<number> {
  const breaker = new LineBreaker(paragraph);
  const stops = new Set<number>();
  for (let stop = breaker.nextBreak(); stop; stop = breaker.nextBreak()) stops.add(stop.position);
  return stops;
}

function inLines(signs: readonly Sign[], stops: ReadonlySet<number>, width: number): Sign[][] {
  const lines: Sign[][] = [];
  let line: Sign[] = [];
  let used = 0;
  let stop = 0;
  for (const sign of signs) {
    if (stops.has(sign.at)) stop = line.length;
    // Spaces may hang over the end of a line, for nobody sees them there.
    while (line.length && sign.text !== ' ' && used + sign.width > width) {
      const end = stop || line.length;
      lines.push(line.slice(0, end));
      line = line.slice(end);
      used = line.reduce((sum, each) => sum + each.width, 0);
      stop = 0;
    }
    line.push(sign);
    used += sign.width;
  }
  return [...lines, line];
}

function lineOf(line: readonly Sign[], style: TextStyle): Line {
  const end = line.findLastIndex(({ text }) => text !== ' ') + 1;
  const spaces = line.slice(end).map((sign) => ({ ...sign, level: 0 }));
  const runs = groupsOf(line.slice(0, end)).map((signs) => ({ level: signs[0]!.level, run: runOf(signs, style) }));
  return {
    runs: [...runs.map(({ run }) => run), ...groupsOf(spaces).map((signs) => runOf(signs, style))],
    seen: asSeen(runs).map(({ run }) => run),
  };
}

function groupsOf(line: readonly Sign[]): Sign[][] {
  const groups: Sign[][] = [];
  for (const sign of line) {
    const [last] = groups.at(-1) ?? [];
    if (last && last.face === sign.face && last.level === sign.level) groups.at(-1)!.push(sign);
    else groups.push([sign]);
  }
  return groups;
}

function runOf(signs: readonly Sign[], { weight }: TextStyle): Run {
  const { face = facesOf(weight)[0]!, level } = signs[0]!;
  const text = signs.map((each) => each.text).join('');
  if (!signs[0]!.face) return { text: standIn.repeat(signs.length), face, isRightToLeft: false, standsFor: text };
  if (level % 2 === 0) return { text, face, isRightToLeft: false };
  return { text: turnsItself(text) ? text : turned(signs), face, isRightToLeft: true, standsFor: text };
}

/** Runs from left to right: rule L2 of Unicode Standard Annex 9, for runs in place of letters. */
function asSeen<Each extends { level: number }>(runs: readonly Each[]): Each[] {
  let order = [...runs];
  for (let level = Math.max(0, ...runs.map((each) => each.level)); level > 0; level--) {
    const next: Each[] = [];
    let turning: Each[] = [];
    for (const each of order) {
      if (each.level >= level) turning = [each, ...turning];
      else {
        next.push(...turning, each);
        turning = [];
      }
    }
    order = [...next, ...turning];
  }
  return order;
}

/** Whether a font lays a text out from right to left by itself: it does so for a script that is written so. */
function turnsItself(text: string): boolean {
  return [...text].some((each) => ['R', 'AL'].includes(bidi.getBidiCharTypeName(each)));
}

/** Brackets and other signs of no script, as they stand in a text from right to left. */
function turned(signs: readonly Sign[]): string {
  return [...signs]
    .reverse()
    .map(({ text }) => bidi.getMirroredCharacter(text) ?? text)
    .join('');
}
