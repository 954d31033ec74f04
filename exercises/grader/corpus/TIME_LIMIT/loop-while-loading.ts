// A loop before the function is even exported.
for (;;);
/* solution */
