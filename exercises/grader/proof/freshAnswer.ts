/** One answer of a module of ours in the form in which a student's comes, with whether it changed its arguments. */
import { same } from '../compare.ts';
import type { Exercise, Loaded } from '../Exercise.ts';
import type { Answer } from '../protocol.ts';
import { play } from '../sandbox/play.ts';
import { decodeValue } from '../sandbox/readValue.ts';
import { snapshot } from '../sandbox/snapshot.ts';
import type { Value } from '../sandbox/values.ts';
import { encodeValue } from '../sandbox/writeValue.ts';

const exactly = { atol: 0, rtol: 0 };

export function freshAnswer({ plan, given }: Exercise, module: Loaded, args: readonly Value[]): Answer {
  const mine = decodeValue(encodeValue(args)) as readonly Value[];
  try {
    const value = snapshot(play(plan, module, given, mine));
    return { kind: 'value', value, mutated: !same(mine, args, exactly) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failure', name, message, line: 0 };
  }
}
