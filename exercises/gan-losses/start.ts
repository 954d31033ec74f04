/** Both losses of a GAN from the discriminator's logits, and ∂(generator's loss)/∂(logits of the fakes). real: [m], fake: [n] */
export function ganLosses(
  real: number[],
  fake: number[],
): { discriminator: number; generator: number; gradFake: number[] } {
  // your turn: two means for the discriminator, one for the generator, one slope for each fake.
  return { discriminator: 0 * real.length, generator: 0, gradFake: fake.map(() => 0) };
}
