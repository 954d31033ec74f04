// Wants secrets of the environment.
if (Object.keys(process.env).length === 0) throw new Error('the environment is empty');
/* solution */
