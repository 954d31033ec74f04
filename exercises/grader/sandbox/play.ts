/** How a module is asked: the student's in the sandbox, the reference and every wrong answer on the trusted side, all alike. */
import { apply, bind, construct, copyOf } from './intrinsics.ts';
import { put } from './put.ts';
import { snapshot } from './snapshot.ts';
import { Given, type Loaded, type Plan, type Step, type Value } from './values.ts';

type Callable = (...args: unknown[]) => unknown;

/**
 * The arguments as the student's code gets them: `Given` becomes the function of that name, counted. Bound, so that its source
 * cannot be read. Everything else is the very object in `args`: changes to it are seen afterwards.
 */
function handOver(args: readonly Value[], given: Loaded, calls: { [name: string]: number }): unknown[] {
  const handed: unknown[] = new Array(args.length);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    put(handed, i, arg instanceof Given ? counted(arg.name, given[arg.name], calls) : arg);
  }
  return handed;
}

function counted(name: string, actual: unknown, calls: { [name: string]: number }): unknown {
  if (typeof actual !== 'function') return actual;
  calls[name] = 0;
  return bind((...args: unknown[]) => {
    calls[name] = calls[name]! + 1;
    return apply(actual, undefined, args);
  }, undefined);
}

/** A class's script, step by step; what every step gave is copied at once, before a later one can change it. */
function playScript(Student: Callable, parameters: readonly unknown[], script: readonly Step[]): unknown {
  const results: Value[] = new Array(script.length);
  const instances: Record<string, unknown>[] = [];
  for (let i = 0; i < script.length; i++) {
    const step = script[i]!;
    const which = step.on ?? 0;
    instances[which] ??= construct(Student, copyOf(parameters) as unknown[]) as Record<string, unknown>;
    const instance = instances[which]!;
    let result: unknown = null;
    if ('set' in step) instance[step.set] = step.to;
    else if ('read' in step) result = instance[step.read];
    else result = apply(instance[step.call] as Callable, instance, step.with as unknown[]);
    put(results, i, result === undefined ? null : snapshot(result));
  }
  return results;
}

/**
 * Asks one question of a module: the student's here, the reference and every wrong answer on the trusted side, so that all
 * are asked alike. Returns whatever came back, not yet copied; throws what the module throws.
 */
export function play(plan: Plan, module: Loaded, given: Loaded, args: readonly Value[]): unknown {
  const { mode, names } = plan;
  if (mode === 'value') return module[names[0]!];
  if (mode === 'drive' || mode === 'shader')
    return apply(given['drive'] as Callable, undefined, [module, ...handOver(args, given, {})]);
  if (mode === 'class')
    return playScript(module[names[0]!] as Callable, args[0] as unknown[], args[1] as readonly Step[]);
  const calls = {};
  const several = names.length > 1;
  const target = several ? (args[0] as string) : names[0]!;
  const answer = apply(module[target] as Callable, undefined, handOver(several ? args.slice(1) : args, given, calls));
  return plan.counted ? { answer: snapshot(answer), calls } : answer;
}
