export function ensureKernels(): Promise<boolean>;
