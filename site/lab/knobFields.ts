/** The form field of one knob of a reader's run, as TrackPanel.astro writes those of ours. */
import { stringsFor } from '../i18n/index.ts';
import type { KnobTold } from './protocol.ts';

/** What the words of our own knobs are also right for. */
function wordFor(name: string): string {
  const strings = stringsFor(document.documentElement.lang);
  const words: Readonly<Record<string, string>> = { ...strings.figures.trackPanel.knobs, ...strings.step.knobs };
  return Object.hasOwn(words, name) ? words[name]! : name;
}

export function knobFields({ name, knob, text, range }: KnobTold): HTMLElement {
  const field = knob.kind === 'choice' ? choice(knob.options, text) : input(knob.kind, text);
  field.dataset['knob'] = name;
  if (knob.kind === 'list' && knob.default.length > 9) {
    (field as HTMLInputElement).type = 'hidden';
    return field;
  }
  if (knob.kind === 'number' && field instanceof HTMLInputElement) {
    Object.assign(field, { min: String(knob.from), max: String(knob.to), step: knob.integer === true ? '1' : 'any' });
  }
  const row = document.createElement('p');
  row.title = range;
  const label = document.createElement('label');
  field.id = `knob-${name}`;
  label.htmlFor = field.id;
  label.textContent = wordFor(name);
  row.append(label, field);
  return row;
}

function choice(options: readonly string[], chosen: string): HTMLSelectElement {
  const select = document.createElement('select');
  select.append(...options.map((option) => new Option(option, option, option === chosen, option === chosen)));
  return select;
}

function input(kind: string, text: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = kind === 'switch' ? 'checkbox' : kind === 'number' ? 'number' : 'text';
  if (kind === 'switch') field.defaultChecked = text === 'true';
  else field.defaultValue = text;
  return field;
}
