// The right function, exported as the default and under no name.
/* solve */
export default solve;
