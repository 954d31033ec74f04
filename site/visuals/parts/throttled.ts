/**
 * A function that is called often and acts seldom: at once when it has rested, otherwise at the end of the pause, with the
 * latest argument. It never drops the last call: a slider that stops moving ends where the hand left it.
 *
 * @example const seek = throttled(100, (step: number) => player.seek(step));
 */
export function throttled<T>(pauseMs: number, act: (argument: T) => void): (argument: T) => void {
  let last: { readonly argument: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const rest = (): void => {
    timer = null;
    if (last === null) return;
    const { argument } = last;
    last = null;
    timer = setTimeout(rest, pauseMs);
    act(argument);
  };
  return (argument) => {
    last = { argument };
    if (timer === null) rest();
  };
}
