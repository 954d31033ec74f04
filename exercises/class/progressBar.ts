/** How far a class is, in one line that renews itself; where nobody looks at a terminal, a line at each tenth. */

export interface ProgressBar {
  readonly step: () => void;
  readonly end: () => void;
}

const WIDTH = 28;

export function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param out where it is written, and whether that is a terminal */
export function progressBar(
  label: string,
  total: number,
  out: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  now: () => number = () => performance.now(),
): ProgressBar {
  const began = now();
  let done = 0;
  let tenth = 0;
  const line = (): string => {
    const left = ((now() - began) / 1000 / Math.max(1, done)) * (total - done);
    const full = Math.round((done / total) * WIDTH);
    const rest = done === 0 || done === total ? '' : `, about ${timeText(left)} left`;
    return `${label} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done} of ${total}${rest}`;
  };
  return {
    step() {
      done++;
      if (out.isTTY) out.write(`\r\u001b[K${line()}`);
      else if (Math.floor((done / total) * 10) > tenth) {
        tenth = Math.floor((done / total) * 10);
        out.write(`${label} ${done} of ${total}\n`);
      }
    },
    end() {
      if (out.isTTY && total > 0) out.write('\n');
    },
  };
}
