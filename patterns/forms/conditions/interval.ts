/**
 * A value that is only known to lie somewhere: a date of which a part is missing, or an age worked out from one. The least and
 * the most that it can be, and all between them.
 */
export class Interval<Value extends string | number = string | number> {
  readonly least: Value;
  readonly most: Value;

  constructor(least: Value, most: Value) {
    this.least = least;
    this.most = most;
  }
}

/** The days that a date can mean, of ISO 8601-2 (EDTF level 0): `2019`, `2019-05`; a whole date as it is. */
export function daysOf(date: string): string | Interval<string> {
  const [year, month] = date.split('-').map(Number);
  if (date.length === 4) return new Interval(`${date}-01-01`, `${date}-12-31`);
  if (date.length !== 7) return date;
  const last = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  return new Interval(`${date}-01`, `${date}-${last}`);
}

/** The least and the most of a value, which of one that is known are the same. */
export function endsOf<Value>(value: Value): [least: Value | string | number, most: Value | string | number] {
  return value instanceof Interval ? [value.least, value.most] : [value, value];
}
