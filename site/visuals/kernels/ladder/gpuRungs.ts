/** The rungs of the graphics card's ladder in climbing order. Their programs are the framework's (kernels/webgpu/ladder), their words i18n's. */

/** The processor's best, measured beside them. */
export const besideGpu = 'processor';

export const gpuRungs: readonly string[] = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', besideGpu];
