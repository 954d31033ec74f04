/** What a saved state may hold at all, before anybody asks whether it fits: it comes from a file, and a file may say anything. */
import { ChalkgradError } from '../tensor/errors.ts';
import { Tensor } from '../tensor/Tensor.ts';

export type Refuse = (why: string) => never;

/** A table of names, neither a list nor null. */
export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Tensor);

/** A whole number from 0 on that is counted exactly. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** For errors: short, whatever it is. */
export function shown(value: unknown): string {
  if (value instanceof Tensor) return 'a tensor';
  const text =
    typeof value === 'number' || value === undefined ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A `refuse` that calls the state by its owner's name. */
export const refuserOf =
  (owner: string, hint: string): Refuse =>
  (why) => {
    throw new ChalkgradError(`${owner}: the saved state ${why}`, hint);
  };

/** Parameters are float32 or float64, but a rate beyond float32 moves none of them to a number. */
export const GREATEST_RATE = 3.4028234663852886e38;

/** Settings of a group: the same names and kinds as the optimizer's own, all of them finite. */
export function checkSavedSettings(saved: unknown, own: object, where: string, refuse: Refuse): void {
  if (!isTable(saved)) refuse(`has ${shown(saved)} for ${where}`);
  for (const [name, value] of Object.entries(own)) {
    if (!Object.hasOwn(saved, name) || !isAlike(saved[name], value))
      refuse(`has ${name} = ${shown(saved[name])} in ${where}, where ${shown(value)} or the like must stand`);
  }
  const stranger = Object.keys(saved).find((name) => !Object.hasOwn(own, name));
  if (stranger !== undefined) refuse(`has a setting '${stranger}' in ${where}, which this rule does not know`);
}

function isAlike(saved: unknown, own: unknown): boolean {
  if (typeof own === 'number') return typeof saved === 'number' && Math.abs(saved) <= GREATEST_RATE;
  if (!Array.isArray(own)) return typeof saved === typeof own;
  return Array.isArray(saved) && saved.length === own.length && own.every((value, i) => isAlike(saved[i], value));
}
