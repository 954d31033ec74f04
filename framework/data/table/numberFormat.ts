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
const INTEGER = /^[+-]?\d+$/;
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

/**
 * ',' if a column of these texts can only hold decimal commas, and no other column speaks against it. columns: the values that are there.
 */
export function foundDecimal(columns: readonly (readonly string[])[]): '.' | ',' {
  const isCommas = (texts: readonly string[]): boolean =>
    texts.some((text) => WITH_COMMA.test(text) && !DOUBTFUL.test(text)) &&
    texts.every((text) => WITH_COMMA.test(text) || INTEGER.test(text) || INFINITE.test(text));
  return columns.some(isCommas) ? ',' : '.';
}

/** Could this text be a number in another format than the plain one? For hints. */
export const looksLikeNumber = (text: string): boolean =>
  /^\s*[+-]?\d[\d.,'\s\u00a0\u202f’]*$/.test(text) && (Number.isNaN(Number(text)) || DOUBTFUL.test(text));

/** A number as it is written in this format; undefined if the text is none. A doubtful one is none, unless the format is `given`. */
export function numberIn(text: string, { decimal, thousands }: NumberFormat, given: boolean): number | undefined {
  if (INFINITE.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!given && decimal === ',' && text.includes('.') && !text.includes(',')) {
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
