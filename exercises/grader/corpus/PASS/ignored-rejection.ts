// A promise nobody listens to.
Promise.reject(new Error('heap out of memory'));
/* solution */
