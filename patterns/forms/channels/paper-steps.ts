import { dateHint } from '../answers/date-hint.ts';
import type { BlankQuestion, PdfBlock } from '@plaza-ds/pdf';
import { labelOf } from '../answers/read-page.ts';
import type { Expression } from '../conditions/expression.ts';
import type { Repeat } from '../definition/definition.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { asksForFiles } from '../questions/file.ts';
import { boxOf } from './boxes.ts';
import { isList, questionsIn } from './outline.ts';
import type { OutlinedList, OutlinedPage, OutlinedStep } from './outline.ts';
import { groupsOf, sectionOf } from './telling.ts';
import type { StepGroup, Teller } from './telling.ts';

/** Lists of so many have room for all. */
const fewItems = 4;
const usualCopies = 3;
/** Room for the items of a list inside an item. */
const innerCopies = 2;

/** Where a step stands: the items around it by their names, and what holds there. */
interface Place {
  items: readonly string[];
  given: readonly Expression[];
  /** Of the headings of its pages and lists. */
  level: 3 | 4;
}

/** The questions of a form to print, in order. */
export class PaperSteps {
  readonly #teller: Teller;
  /** The lists that may have more items than there is room for. */
  readonly #long: { list: OutlinedList; given: readonly Expression[] }[] = [];
  #section: string | undefined;

  constructor(teller: Teller) {
    this.#teller = teller;
  }

  all(): PdfBlock[] {
    return this.#steps(this.#teller.outline.steps, { items: [], given: [], level: 3 });
  }

  /** A sheet to copy for each list that may have more items than there is room for. After `all`. */
  furtherSheets(): PdfBlock[] {
    return this.#long.flatMap(({ list, given }): PdfBlock[] => {
      const { repeat } = list;
      const around = this.#teller.outline.service.around.get(repeat.id)!;
      return [
        { kind: 'page' },
        { kind: 'heading', level: 2, text: this.#sheetName(repeat) },
        { kind: 'paragraph', text: this.#words('paperSheetHow') },
        ...around.map(({ item }): PdfBlock => {
          const name = this.#teller.say(item, { number: '' }).trim();
          return entryNumber(this.#words('paperBelongs', { item: name }));
        }),
        entryNumber(this.#words('paperEntry')),
        ...this.#steps(list.steps, { items: [this.#sheetName(repeat)], given, level: 3 }),
      ];
    });
  }

  #steps(steps: readonly OutlinedStep[], place: Place): PdfBlock[] {
    return groupsOf(steps).flatMap((group) => [
      ...this.#sectionHeading(group.steps[0]!, place),
      ...this.#forWhom(group, place),
      ...group.steps.flatMap((step) => (isList(step) ? this.#list(step, place) : this.#page(step, place))),
    ]);
  }

  #sectionHeading(step: OutlinedStep, { items }: Place): PdfBlock[] {
    const section = sectionOf(step);
    if (items.length || section === this.#section) return [];
    this.#section = section;
    const titled = this.#teller.outline.service.definition.sections?.find(({ id }) => id === section);
    return titled ? [{ kind: 'heading', level: 2, text: this.#teller.say(titled.title) }] : [];
  }

  #forWhom({ when, steps }: StepGroup, { given }: Place): PdfBlock[] {
    if (!when || steps.every((step) => !isList(step) && step.isLeftOut)) return [];
    const condition = this.#teller.condition(when, given);
    const questions = steps.flatMap(questionsIn);
    if (!questions.length) return [{ kind: 'condition', text: this.#words('readIf', { condition }) }];
    const after = this.#teller.questionAfter(steps);
    const goOn = after ? [this.#words('elseGoOn', { question: after })] : [];
    const forWhom = isList(steps[0]!)
      ? this.#words('partIf', { condition })
      : this.#words('answerIf', { questions: this.#teller.questions(steps), condition });
    return [{ kind: 'condition', text: [forWhom, ...goOn].join(' ') }];
  }

  #page(step: OutlinedPage, place: Place): PdfBlock[] {
    const { page, questions, isLeftOut } = step;
    if (isLeftOut) return this.#decided(step, place);
    const isOnlyPage = this.#teller.outline.service.around.get(page.id)!.at(-1)?.pages.length === 1;
    const heading: PdfBlock[] =
      page.heading && !isOnlyPage // the item's name is heading enough
        ? [{ kind: 'heading', level: place.level, text: this.#teller.say(page.heading) }]
        : [];
    const isNotice = page.kind === 'interruption';
    const texts = (page.text ?? []).map((text): PdfBlock => ({
      kind: isNotice ? 'notice' : 'paragraph',
      text: this.#teller.say(text),
    }));
    return [
      ...heading,
      ...texts,
      ...questions.map((question) => this.#question(question, place)),
      ...this.#decided(step, place),
    ];
  }

  #question(question: ServiceQuestion, { items }: Place): BlankQuestion {
    const { reader, outline } = this.#teller;
    const number = String(outline.numbers.get(question.name)!);
    const box = boxOf(question, reader);
    const { hint, onPaper } = question.question;
    const isFile = asksForFiles(question);
    const usual = dateHint(question, reader);
    const said = onPaper ?? (isFile ? undefined : hint);
    const called = [number, ...items.slice(-1)].join(' – ');
    const hints = [
      ...(said ? [this.#teller.say(said)] : []),
      ...(usual?.isNeeded ? [usual.text] : []),
      ...(isFile ? [this.#words('paperAttachHow', { number: called })] : []),
      ...(!isFile && box.kind === 'ticks' && box.options.length > 1
        ? [this.#words(box.isSeveral ? 'paperTickSome' : 'paperTickOne')]
        : []),
    ];
    return { kind: 'question', number, label: labelOf(question, reader), hints, box };
  }

  #list(step: OutlinedList, place: Place): PdfBlock[] {
    const { repeat, steps } = step;
    if (!questionsIn(step).length) return this.#decided(step, place);
    const given = repeat.when ? [...place.given, repeat.when] : place.given;
    const copies = this.#copiesOf(repeat, place);
    const hasMore = (repeat.max ?? Infinity) > copies;
    if (hasMore && !this.#long.some(({ list }) => list.repeat.id === repeat.id)) this.#long.push({ list: step, given });
    const item = (index: number) => this.#teller.say(repeat.item, { number: index + 1 });
    return [
      { kind: 'heading', level: place.level, text: this.#teller.say(repeat.heading) },
      ...(hasMore
        ? [{ kind: 'paragraph', text: this.#words('paperMore', { sheet: this.#sheetName(repeat) }) } as const]
        : []),
      ...Array.from({ length: copies }, (_, index): PdfBlock[] => [
        { kind: 'heading', level: 4, text: [...place.items, item(index)].join(' – ') },
        ...this.#steps(steps, { items: [...place.items, item(index)], given, level: 4 }),
      ]).flat(),
      ...this.#decided(step, place),
    ];
  }

  #copiesOf({ max = Infinity }: Repeat, { items }: Place): number {
    const { copies = usualCopies } = this.#teller.outline.service.definition.channels?.paper ?? {};
    if (items.length) return Math.min(max, innerCopies);
    return max <= fewItems ? max : Math.min(max, copies);
  }

  /** What ends the way here, and what does not fit together. */
  #decided({ outcomes, rules }: OutlinedStep, { given }: Place): PdfBlock[] {
    return [
      ...rules.map(({ when, message }): PdfBlock => ({
        kind: 'paragraph',
        text: `${this.#words('refusedIf', { condition: this.#teller.condition(when, given) })} ${this.#teller.say(message)}`,
      })),
      ...outcomes.map(({ when, title, text, appeal }): PdfBlock => ({
        kind: 'notice',
        text: [
          `${this.#words('stopIf', { condition: this.#teller.condition(when, given) })}`,
          this.#teller.say(title),
          ...text.map((each) => this.#teller.say(each)),
          `${this.#words('appeal')}: ${this.#teller.say(appeal)}`,
        ].join('\n'),
      })),
    ];
  }

  #sheetName({ heading }: Repeat): string {
    return this.#words('paperSheet', { heading: this.#teller.say(heading) });
  }

  #words(...said: Parameters<Teller['words']>): string {
    return this.#teller.words(...said);
  }
}

function entryNumber(label: string): BlankQuestion {
  return { kind: 'question', label, hints: [], box: { kind: 'cells', isLeftToRight: true, groups: [{ cells: 3 }] } };
}
