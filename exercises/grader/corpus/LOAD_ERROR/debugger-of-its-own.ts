// Opens a debugger of its own.
process.getBuiltinModule('node:inspector').open(0);
/* solution */
