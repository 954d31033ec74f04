/**
 * Asks the browser for its graphics adapter, without starting a device on it: that is the worker's business. A refusal is an answer, too,
 * and never an error.
 */

/** What the browser says of its adapter. */
export interface AdapterFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** A CPU plays GPU: right results, no speed. */
  readonly isSoftware: boolean;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<(typeof SHOWN_LIMITS)[number], number>>;
}

export type Adapter =
  | { readonly found: true; readonly facts: AdapterFacts }
  | { readonly found: false; readonly why: 'noWebgpu' | 'noAdapter' };

/** The limits that decide what fits: memory at once, threads that work together. */
export const SHOWN_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
] as const;

export async function findAdapter(gpu: GPU | undefined = globalThis.navigator?.gpu): Promise<Adapter> {
  if (gpu === undefined) return { found: false, why: 'noWebgpu' };
  const adapter = await gpu.requestAdapter().catch(() => null);
  if (adapter === null) return { found: false, why: 'noAdapter' };
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const limits = Object.fromEntries(SHOWN_LIMITS.map((name) => [name, adapter.limits[name]]));
  return {
    found: true,
    facts: {
      vendor,
      architecture,
      description,
      isSoftware: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(`${architecture} ${description}`),
      features: [...adapter.features].map(String).sort(),
      limits: limits as AdapterFacts['limits'],
    },
  };
}
