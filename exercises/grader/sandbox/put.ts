/** The one way in which items are set where student code may have changed what assignment does. */
import { define } from './intrinsics.ts';

/** Sets an item by definition, not assignment, so that neither a setter on a prototype nor Object.prototype.get interferes. */
export function put(items: object, key: number | string, value: unknown): void {
  define(items, key, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}
