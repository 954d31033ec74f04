/**
 * The largest numbers were suspected
 *
 * An undivided mean makes every number sixteen times too long, in all layers. Here only the first layer differs, its numbers
 * by different factors, one of them even in its sign: something is missing from what arrives there.
 *
 * @moment t=moons-skip.7~moons-skip.7!mean-not-divided&step=0&track=2
 */

export const answers = { A: 'mean-not-divided' };
