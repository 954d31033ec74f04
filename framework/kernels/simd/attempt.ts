/** What a SIMD kernel is: the reference's signature, and an answer. false: "not mine" (another dtype, too large): the reference runs. */
import type { FusedKernels, Kernels } from '../Kernels.ts';

type All = Kernels & FusedKernels;

export type Attempt<Name extends keyof All> = (...args: Parameters<All[Name]>) => boolean;
