// TypeScript that is more than types.
enum Kind { A }
/* solution */
