/** What a SIMD kernel is: the reference's signature, and an answer. false: "not mine" (another dtype, too large): the reference runs. */
import type { AllKernels, KernelName } from '../Kernels.ts';

export type Attempt<Name extends KernelName> = (...args: Parameters<AllKernels[Name]>) => boolean;
