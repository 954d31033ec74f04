// TypeScript that is more than types.
class Kind { constructor(readonly a: number) {} }
/* solution */
