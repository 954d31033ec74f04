// Ends with the code that Node uses for a promise that never settles.
process.exit(13);
/* solution */
