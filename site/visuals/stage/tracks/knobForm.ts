/**
 * A form of a run's knobs: what stands in it as a track's options, and back. The build wrote every field at its default; whether a value is
 * possible, the run says when the track is opened. Knows fields, no player.
 */

type Field = HTMLInputElement | HTMLSelectElement;

const fieldsOf = (form: HTMLFormElement): Field[] => [...form.querySelectorAll<Field>('[data-knob]')];

/** Put a track's options into the form; knobs that it does not name stand at their default. */
export function fillForm(form: HTMLFormElement, options: Readonly<Record<string, string>>): void {
  for (const field of fieldsOf(form)) {
    const text = options[field.dataset['knob']!] ?? defaultOf(field);
    if (isSwitch(field)) field.checked = text === 'true';
    else field.value = text;
  }
}

/** What differs from the defaults, as options: texts, as a link has them. */
export function readForm(form: HTMLFormElement): Record<string, string> {
  const turned = fieldsOf(form).flatMap((field) => {
    const text = isSwitch(field) ? String(field.checked) : field.value.trim();
    return text === defaultOf(field) ? [] : [[field.dataset['knob']!, text] as const];
  });
  return Object.fromEntries(turned);
}

const isSwitch = (field: Field): field is HTMLInputElement => field.type === 'checkbox';

function defaultOf(field: Field): string {
  if (isSwitch(field)) return String(field.defaultChecked);
  if (field instanceof HTMLInputElement) return field.defaultValue;
  return [...field.options].find((option) => option.defaultSelected)?.value ?? '';
}
