// Writes frames of its own.
process.getBuiltinModule('node:fs').writeSync(3, new Uint8Array([7, 0, 0, 0, 0, 0, 0, 0, 0]));
/* solution */
