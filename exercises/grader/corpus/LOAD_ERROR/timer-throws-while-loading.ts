// An error in a timer, while the file waits: its words are not the engine's.
setTimeout(() => {
  throw new TypeError('late');
}, 1);
await new Promise(() => {});
/* solution */
