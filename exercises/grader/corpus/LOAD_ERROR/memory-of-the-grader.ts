// Writes into the memory of its parent.
process.getBuiltinModule('node:fs').openSync(`/proc/${process.ppid}/mem`, 'r+');
/* solution */
