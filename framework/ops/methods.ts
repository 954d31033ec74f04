/**
 * Gives every op to tensors as a method: `relu(x)` is also `x.relu()`. Derivatives are written in method form, which is why
 * an op file never has to import the op that undoes it. The types follow from the list by themselves.
 */
import { answerOtherSpellings } from '../tensor/otherSpellings.ts';
import { Tensor } from '../tensor/Tensor.ts';
import * as list from './list.ts';

type Method<F> = F extends (first: Tensor, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;
type OpMethods = { readonly [Name in keyof typeof list]: Method<(typeof list)[Name]> };

declare module '../tensor/Tensor.ts' {
  interface Tensor extends OpMethods {}
}

for (const [name, op] of Object.entries(list)) {
  Object.defineProperty(Tensor.prototype, name, {
    value: function (this: Tensor, ...rest: unknown[]): Tensor {
      return (op as (...args: unknown[]) => Tensor)(this, ...rest);
    },
  });
}

answerOtherSpellings('Tensor', Tensor.prototype);
