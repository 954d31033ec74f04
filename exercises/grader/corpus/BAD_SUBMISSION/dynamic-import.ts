// Imports while running.
await import('node:fs');
/* solution */
