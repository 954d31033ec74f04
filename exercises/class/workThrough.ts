/**
 * Works through a list, some at a time, and stops when told: what is begun is waited for, what is not begun stays undone.
 */
export async function workThrough<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
  stopped: () => boolean,
): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | null = null;
  const worker = async (): Promise<void> => {
    while (next < items.length && failure === null && !stopped()) {
      try {
        await work(items[next++]!);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
}
