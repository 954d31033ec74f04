// Imports a module out of a text.
await import('data:text/javascript,export default 1');
/* solution */
