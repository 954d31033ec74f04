// Waits, outside any function, for what nothing resolves.
await new Promise(() => {});
/* solution */
