import type { UpdateTrace } from './protocol.ts';

/** What an optimizer does, by name: `SGD`, `Adam`, or `SGD.velocity` where plain descent has a memory. */
export const ruleOf = ({ optimizer, state }: Pick<UpdateTrace, 'optimizer' | 'state'>): string =>
  optimizer === 'SGD' && state.length > 0 ? 'SGD.velocity' : optimizer;
