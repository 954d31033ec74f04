/**
 * How numbers are written in a file: 1.5 or 1,5, 1000 or 1.000. A decimal comma is recognised where it cannot be anything else; what may
 * be read in two ways (1,234) stays text until the reader of the file is told.
 */
import { ChalkgradError } from '../../tensor/errors.ts';

export interface NumberFormat {
  readonly decimal: '.' | ',';
  /** Sign between groups of three digits; '' for none. */
  readonly thousands: string;
}

const INFINITE = /^[+-]?inf(?:inity)?$/i;
const WITH_COMMA = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/;
/** Either one and a bit, or more than a thousand. */
const DOUBTFUL = /^[+-]?\d{1,3}(?:[,.]\d{3})+$/;

/** Errors: signs that are none, or one for both. */
export function checkFormat(name: string, decimal: string, thousands: string): void {
  const isSign = thousands === '' || /^[.,' _\u00a0\u202f’]$/.test(thousands);
  if ((decimal !== '.' && decimal !== ',') || !isSign || decimal === thousands) {
    throw new ChalkgradError(
      `${name}: decimal ${JSON.stringify(decimal)}, thousands ${JSON.stringify(thousands)}`,
      "decimal is '.' or ',', thousands another sign, such as ',' '.' or a space; '' for none.",
    );
  }
}

/** Groups and decimals at once: nothing else can be meant. */
const GERMAN = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;
const ENGLISH = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/;
const PLAIN: NumberFormat = { decimal: '.', thousands: '' };
const FORMATS: readonly { readonly format: NumberFormat; readonly proof: RegExp }[] = [
  { format: { decimal: ',', thousands: '.' }, proof: GERMAN },
  { format: { decimal: '.', thousands: ',' }, proof: ENGLISH },
  { format: { decimal: ',', thousands: '' }, proof: WITH_COMMA },
];

/**
 * The format of a file, if a column of it can be read in no other way, and plain numbers otherwise. columns: the values that are there.
 *
 * @param mayBeDecimal can 1,5 be one number? Where commas part the fields, it may as well be two, in quotes
 */
export function foundFormat(columns: readonly (readonly string[])[], mayBeDecimal: boolean): NumberFormat {
  const found = FORMATS.filter(
    ({ format, proof }) =>
      (mayBeDecimal || format.thousands !== '') &&
      columns.some(
        (texts) =>
          texts.some((text) => proof.test(text) && !DOUBTFUL.test(text)) &&
          texts.every((text) => numberIn(text, format, true) !== undefined),
      ),
  );
  const grouped = found.filter(({ format }) => format.thousands !== '');
  if (grouped.length > 1) return PLAIN; // two columns, two formats: the reader must be told
  return (grouped[0] ?? found[0])?.format ?? PLAIN;
}

/** Could this text be a number in another format than the plain one? For hints. */
export const looksLikeNumber = (text: string): boolean =>
  /^\s*[+-]?\d[\d.,'\s\u00a0\u202f’]*$/.test(text) && (Number.isNaN(Number(text)) || DOUBTFUL.test(text));

/** A number as it is written in this format; undefined if the text is none. A doubtful one is none, unless the format is `given`. */
export function numberIn(text: string, { decimal, thousands }: NumberFormat, given: boolean): number | undefined {
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!given && decimal === ',' && thousands === '' && text.includes('.') && !text.includes(',')) {
    return DOUBTFUL.test(text) ? undefined : numberIn(text, { decimal: '.', thousands: '' }, true); // a column with decimal points
  }
  const plain = thousands === '' ? text : withoutGroups(text, decimal, thousands);
  const [sign, other] = decimal === ',' ? [',', '.'] : ['.', ','];
  if (plain === undefined || plain.includes(other)) return undefined;
  const pointed = plain.replace(sign, '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(pointed) ? Number(pointed) : undefined;
}

/** 1.234.567,8 → 1234567,8; undefined if the groups are no groups of three. */
function withoutGroups(text: string, decimal: string, thousands: string): string | undefined {
  const end = text.indexOf(decimal);
  const [whole, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  const groups = whole.split(thousands);
  const isGrouped = groups.slice(1).every((group) => /^\d{3}(?:[eE].*)?$/.test(group));
  const isLedBy = groups.length === 1 || /^[+-]?\d{1,3}$/.test(groups[0]!);
  return isGrouped && isLedBy && !rest.includes(thousands) ? groups.join('') + rest : undefined;
}
