// The solution.
/* solution */
