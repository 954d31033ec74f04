// your turn: replace every null.

export const answers = {
  /**
   * At step 800 the generator (rate 0.005) outruns the discriminator (rate 0.0002). Which change brings at least six of eight clouds by step
   * 2400, whatever the seed?
   * 'slower-generator'          generator 0.001
   * 'faster-generator'          generator 0.01
   * 'slower-discriminator'      discriminator 0.00002
   * 'both-slower'               generator 0.0005, discriminator 0.00002
   * 'more-discriminator-steps'  five updates of the discriminator in each step
   * 'stronger-discriminator'    discriminator 0.004
   * 'both'                      generator 0.001, discriminator 0.004
   */
  fork: null,
  /** Generator 0.001 and discriminator 0.004 from step 0 on, seed 7: 'all' 'sticks' 'hops' */
  start: null,
};
