// TypeScript that is more than types.
namespace Kind { export const a = 1; }
/* solution */
