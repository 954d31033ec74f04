/**
 * The largest numbers were suspected
 *
 * An undivided mean makes every number sixteen times too long, weights and biases alike. Here the weights of the last two
 * layers agree with both other tables.
 *
 * @moment t=moons-skip.7~moons-skip.7!mean-not-divided&step=0&track=2
 */

export const answers = { B: 'mean-not-divided' };
